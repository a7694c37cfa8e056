/**
 * A second, naive implementation of the fold, written from {@code docs/fold.md} alone. The auditor and the tests compare it with the fast one: a
 * mistake has to be made twice, in two different ways, to stay unseen. Nothing here may call the fast fold or be called by it.
 */
@NullMarked
package dev.tracker.core.reference;

import org.jspecify.annotations.NullMarked;
