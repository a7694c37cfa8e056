package dev.tracker.cli.deadletters;

import dev.tracker.cli.kafka.TopicReader;
import dev.tracker.cli.option.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Letters that were looked for, and how often each letter has been sent again.
 *
 * @param letters in the order in which they were asked for or, found by a filter, in which they lie
 */
record FoundLetters(List<DeadLetter> letters, Map<LetterPosition, Integer> allReplays) {

    /**
     * Letters by their positions.
     *
     * @throws UserException naming the first one that is not there
     */
    static FoundLetters at(List<LetterPosition> positions, TopicReader reader) {
        Set<LetterPosition> wanted = Set.copyOf(positions);
        Map<LetterPosition, DeadLetter> found = new HashMap<>();
        Map<LetterPosition, Integer> replays = new LetterLog(reader).read(letter -> {
            if (wanted.contains(letter.position())) {
                found.put(letter.position(), letter);
            }
        });
        List<DeadLetter> letters = new ArrayList<>();
        for (LetterPosition position : positions) {
            DeadLetter letter = found.get(position);
            if (letter == null) {
                throw new UserException(
                        "there is no dead letter " + position + "; `tracker dead-letters list` lists those there are");
            }
            letters.add(letter);
        }
        return new FoundLetters(letters, replays);
    }

    /**
     * Letters by what they are.
     *
     * @throws UserException if there are more than {@code most}, which are held in memory whole
     */
    static FoundLetters matching(Predicate<DeadLetter> wanted, int most, TopicReader reader) {
        List<DeadLetter> letters = new ArrayList<>();
        Map<LetterPosition, Integer> replays = new LetterLog(reader).read(letter -> {
            if (wanted.test(letter)) {
                if (letters.size() == most) {
                    throw new UserException("more than " + most + " dead letters are meant; narrow it down by --since,"
                            + " --task or --code");
                }
                letters.add(letter);
            }
        });
        return new FoundLetters(letters, replays);
    }

    int replays(DeadLetter letter) {
        return allReplays.getOrDefault(letter.position(), 0);
    }
}
