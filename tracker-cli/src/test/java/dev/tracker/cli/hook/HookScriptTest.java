package dev.tracker.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script, run as Claude Code runs it: with input on standard input, its output and exit code looked at. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class HookScriptTest {

    @TempDir
    private Path folder;

    private HookInbox inbox;

    @BeforeEach
    void writeScript() throws IOException {
        // A quote and a blank in the path: somebody has them.
        inbox = new HookInbox(folder.resolve("ann's inbox"));
        List<String> sender =
                List.of("sh", "-c", "echo started >>\"$0\"", started().toString());
        HookScript.write(inbox, HookScript.text(inbox, sender, List.of()));
    }

    @Test
    void shouldStoreTheInputAndSayNothingWhenAHookRuns() throws Exception {
        String input = HookInputs.session().get(0);

        assertThat(run("SessionStart", input)).isEmpty();

        List<HookInbox.Item> items = inbox.waiting();
        assertThat(items).hasSize(1);
        assertThat(HookInbox.read(items.get(0)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(input);
        await().untilAsserted(() -> assertThat(started()).content().contains("started"));
    }

    @Test
    void shouldStartNoSecondSenderWhileOneIsAtWork() throws Exception {
        inbox.saySender(ProcessHandle.current().pid());

        assertThat(run("Stop", "{}")).isEmpty();

        assertThat(inbox.waiting()).hasSize(1);
        assertThat(Files.readString(inbox.senderPid()).strip())
                .isEqualTo(Long.toString(ProcessHandle.current().pid()));
        assertThat(started()).doesNotExist();
    }

    @Test
    void shouldReadAHugeInputToItsEndAndKeepItsBeginning() throws Exception {
        inbox.saySender(ProcessHandle.current().pid());

        assertThat(run("PostToolUse", "x".repeat(4_000_000))).isEmpty();

        assertThat(inbox.waiting().get(0).file()).hasSize(HookInbox.MAX_BYTES);
    }

    @Test
    void shouldKeepEachInputWhenManyHooksRunAtOnce() throws Exception {
        inbox.saySender(ProcessHandle.current().pid());
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Process process = start("PreToolUse");
            try (OutputStream in = process.getOutputStream()) {
                in.write(Integer.toString(i).getBytes(StandardCharsets.UTF_8));
            }
            running.add(process);
        }
        for (Process process : running) {
            assertThat(process.waitFor()).isZero();
        }

        List<String> contents = new ArrayList<>();
        for (HookInbox.Item item : inbox.waiting()) {
            contents.add(new String(HookInbox.read(item), StandardCharsets.UTF_8));
        }
        assertThat(contents).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void shouldEndWellWhenNothingCanBeStored() throws Exception {
        inbox.saySender(ProcessHandle.current().pid());
        for (String name : List.of("new", "tmp")) {
            Files.delete(inbox.folder().resolve(name));
            Files.writeString(inbox.folder().resolve(name), "a file is in the way");
        }

        assertThat(run("Stop", "{}")).isEmpty();
    }

    private Path started() {
        return folder.resolve("started");
    }

    private Process start(String hook) throws IOException {
        // As Claude Code does: a command line for a shell.
        String command = HookScript.quoted(HookScript.file(inbox).toString()) + " " + hook;
        return new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    }

    /** What it printed; it must end with 0. */
    private String run(String hook, String input) throws IOException, InterruptedException {
        Process process = start(hook);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }
}
