package dev.tracker.bench.faults.role;

import dev.tracker.bench.run.Child;
import dev.tracker.cli.Main;
import java.sql.SQLException;

/** A role as people start it, {@code tracker aggregate} say, that ends with its parent and may have been told to crash. */
final class RoleMain {

    /** The arguments are those of the {@code tracker} command. */
    public static void main(String[] arguments) throws SQLException {
        Child.endWithParent();
        if (System.getProperty(Crash.PROPERTY) != null) {
            CrashingDriver.install();
        }
        Main.main(arguments);
    }

    private RoleMain() {}
}
