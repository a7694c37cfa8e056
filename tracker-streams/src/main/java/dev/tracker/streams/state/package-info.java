/** The fold's state as it lies in the state store: a compact binary form with a version, and the store that keeps decoded states alive between commits. */
@NullMarked
package dev.tracker.streams.state;

import org.jspecify.annotations.NullMarked;
