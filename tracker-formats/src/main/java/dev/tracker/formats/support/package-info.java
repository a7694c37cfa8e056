/** What the formats share: the numbering of events, identities, texts that the wire accepts, bounded reading of JSON. */
@NullMarked
package dev.tracker.formats.support;

import org.jspecify.annotations.NullMarked;
