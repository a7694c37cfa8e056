package dev.tracker.formats.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.formats.support.Deed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellCommandsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cat ./src/a.py | read | src/a.py",
                "cd /testbed && sed -n '1,20p' src/a.py | read | src/a.py",
                "grep -rn -A 3 \"x; rm -rf y\" /testbed/src --include='*.py' ^ head -5 | read | src",
                "grep foo src/a.py > /dev/null 2>&1 | read | src/a.py",
                "find . -name '*.py' ^ xargs grep -l foo | read | .",
                "cat src/a.py 2>&1 ^ head -3 | read | src/a.py",
                "git diff -- src/a.py | read | src/a.py",
                "cd /tmp && cat x.txt | read | /tmp/x.txt",
                "sed -i 's/a/b/' src/a.py | edit | src/a.py",
                "cd src && sed -i.bak -e 's/a/b/' a.py && cd .. && python t.py | edit | src/a.py",
                "sed -ni '1p' src/a.py | edit | src/a.py",
                "perl -pi -e 's/a/b/' src/a.py | edit | src/a.py",
                "echo 'x = 1' >> src/a.py | edit | src/a.py",
                "python3 -c \"open('src/a.py', 'w').write('x')\" | edit | src/a.py",
                "git checkout -- src/a.py | edit | src/a.py",
                "patch src/a.py < fix.diff | edit | src/a.py",
                "echo hello > out.txt | write | out.txt",
                "git diff > patch.txt | write | patch.txt",
                "printf x ^ tee notes.md | write | notes.md",
                "cp src/a.py.orig src/a.py | write | src/a.py",
                "cp a.py src/ | write | src/a.py",
                "sudo -u root touch new.py | write | new.py",
                "FOO=1 bash -c 'cd src && echo x > b.py' | write | src/b.py",
                "rm -f /testbed/inspect.py | delete | inspect.py",
            })
    void shouldNameTheFileWhenTheCommandReadsOrChangesOne(String command, String action, String target) {
        // When
        Deed deed = ShellCommands.classify(command.replace('^', '|'), "/testbed");

        // Then
        assertThat(deed).isEqualTo(new Deed(action, target));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "python reproduce.py",
                "cd /testbed && python -m pytest tests/x.py -xvs 2>&1 | tail -50",
                "python3 -c \"print('a > b')\"",
                "python t.py > out.txt 2>&1",
                "pip install -e .",
                "rm -f test.db && python t.py",
                "echo hello",
                "echo $(cat x) > $FILE",
                "cat script.py | python3",
            })
    void shouldBeARunWhenSomethingElseThanFilesIsTheMatter(String command) {
        // When
        Deed deed = ShellCommands.classify(command, "/testbed");

        // Then
        assertThat(deed).isEqualTo(new Deed(Deed.RUN, command));
    }

    @Test
    void shouldNotLookIntoAHereDocumentForCommands() {
        // Given
        String command = "cat > new.py << 'EOF'\nimport os\nx > y\nrm -rf /\nEOF\necho done";

        // When
        Deed deed = ShellCommands.classify(command, null);

        // Then
        assertThat(deed).isEqualTo(new Deed(Deed.WRITE, "new.py"));
    }

    @Test
    void shouldFindWhatAScriptWritesWhenAnInterpreterGetsItAsHereDocument() {
        // Given
        String command =
                "cd /testbed && python3 - <<'EOF'\npath = 'src/a.py'\nwith open(path, 'w') as f:\n  f.write('x')\nEOF";

        // When
        Deed deed = ShellCommands.classify(command, "/testbed");

        // Then
        assertThat(deed).isEqualTo(new Deed(Deed.EDIT, "src/a.py"));
    }

    @Test
    void shouldNameNoFileWhenAPatchSaysWhichItChanges() {
        // Then
        assertThat(ShellCommands.classify("git apply fix.patch", null)).isEqualTo(new Deed(Deed.EDIT, null));
    }

    @Test
    void shouldAlwaysGiveADeedWhenTheCommandIsNonsense() {
        // Given
        Random random = new Random(7);
        String letters = "ab '\"\\`$(){}<>|&;#\n\t-/.=*0";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder command = new StringBuilder("cat ");
            for (int n = random.nextInt(30); n > 0; n--) {
                command.append(letters.charAt(random.nextInt(letters.length())));
            }

            // When
            Deed deed = ShellCommands.classify(command.toString(), "/w");

            // Then
            assertThat(deed.action()).isNotEmpty();
        }
    }
}
