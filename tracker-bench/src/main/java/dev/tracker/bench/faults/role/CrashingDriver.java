package dev.tracker.bench.faults.role;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's driver, but for connections that can crash where they commit. */
final class CrashingDriver implements Driver {

    private final Driver driver = new org.postgresql.Driver();

    /** Takes the place of PostgreSQL's driver in this process. */
    static void install() throws SQLException {
        org.postgresql.Driver.deregister();
        DriverManager.registerDriver(new CrashingDriver());
    }

    @Override
    public @Nullable Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        return connection == null ? null : proxy(connection);
    }

    private static Connection proxy(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                CrashingDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    boolean commits = method.getName().equals("commit");
                    if (commits) {
                        Crash.at(CrashPoint.BEFORE_DATABASE_COMMIT);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (commits) {
                            Crash.at(CrashPoint.AFTER_DATABASE_COMMIT);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
