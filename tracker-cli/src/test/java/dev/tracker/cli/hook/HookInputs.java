package dev.tracker.cli.hook;

import java.util.List;

/** What Claude Code tells its hooks in one made session, in the fields of its reference. */
final class HookInputs {

    static final String SESSION = "5b0c7a52-hook-made";

    static String of(String event, String more) {
        return "{\"session_id\":\"" + SESSION + "\",\"transcript_path\":\"/home/ann/.claude/projects/-shop/x.jsonl\","
                + "\"cwd\":\"/home/ann/shop\",\"permission_mode\":\"default\",\"hook_event_name\":\"" + event + "\""
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String tool(String event, String tool, String id, String input, String more) {
        return of(
                event,
                "\"tool_name\":\"" + tool + "\",\"tool_use_id\":\"" + id + "\",\"tool_input\":" + input
                        + (more.isEmpty() ? "" : "," + more));
    }

    /** A session from its start to its end. */
    static List<String> session() {
        String todos =
                "{\"todos\":[{\"content\":\"fix\",\"status\":\"completed\"},{\"content\":\"test\",\"status\":\"pending\"}]}";
        String login = "{\"file_path\":\"/home/ann/shop/login.py\",\"content\":\"x\"}";
        return List.of(
                of("SessionStart", "\"source\":\"startup\",\"model\":\"some-model\""),
                of("UserPromptSubmit", "\"prompt\":\"Fix the login\\nIt fails.\""),
                tool("PreToolUse", "Write", "toolu_1", login, ""),
                tool("PostToolUse", "Write", "toolu_1", login, "\"tool_response\":{\"type\":\"create\"}"),
                tool("PreToolUse", "Bash", "toolu_2", "{\"command\":\"pytest -q\",\"timeout\":120000}", ""),
                tool(
                        "PostToolUseFailure",
                        "Bash",
                        "toolu_2",
                        "{\"command\":\"pytest -q\"}",
                        "\"error\":\"Exit code 1\\nboom\",\"is_interrupt\":false"),
                tool("PostToolUse", "TodoWrite", "toolu_3", todos, "\"tool_response\":{}"),
                of("SubagentStart", "\"agent_id\":\"a1\",\"agent_type\":\"Explore\""),
                of(
                        "PostToolUse",
                        "\"agent_id\":\"a1\",\"tool_name\":\"Read\",\"tool_use_id\":\"toolu_4\",\"tool_input\":{\"file_path\":\"a.py\"},\"tool_response\":{}"),
                of("SubagentStop", "\"agent_id\":\"a1\",\"last_assistant_message\":\"Found it\""),
                of(
                        "Notification",
                        "\"message\":\"Claude needs your permission to use Bash\",\"notification_type\":\"permission_prompt\""),
                of("PreCompact", "\"trigger\":\"auto\""),
                of("Stop", "\"stop_hook_active\":false,\"last_assistant_message\":\"Done.\""),
                of("SessionEnd", "\"reason\":\"prompt_input_exit\""));
    }

    private HookInputs() {}
}
