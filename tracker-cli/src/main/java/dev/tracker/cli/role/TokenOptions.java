package dev.tracker.cli.role;

import dev.tracker.bridge.AccessToken;
import dev.tracker.cli.option.TokenFile;
import dev.tracker.cli.option.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may come in over HTTP. */
final class TokenOptions {

    @Option(
            names = "--token",
            paramLabel = "SECRET",
            description = {
                "The token that may do everything; better given as TRACKER_TOKEN_FILE.",
                "Without it a random one is made at the first start and kept in the folder --data."
            })
    private @Nullable String token;

    @Option(
            names = "--tokens-file",
            paramLabel = "FILE",
            description = "JSON array of further tokens: name, token, role (viewer, operator, writer), projects.")
    private @Nullable Path tokensFile;

    /** Whether somebody chose the token that may do everything. */
    boolean isGiven() {
        return token != null;
    }

    /**
     * All of them.
     *
     * @param data folder of the token that is made where none is given
     * @throws UserException if one is bad or a file can't be read
     */
    Bearers bearers(Path data) {
        Path file = data;
        try {
            AccessToken operator = AccessToken.operator(token == null ? TokenFile.read(TokenFile.ensure(data)) : token);
            if (tokensFile == null) {
                return new Bearers(List.of(operator), List.of());
            }
            file = tokensFile;
            return TokenList.read(operator, tokensFile);
        } catch (IOException e) {
            throw new UserException("can't use " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
