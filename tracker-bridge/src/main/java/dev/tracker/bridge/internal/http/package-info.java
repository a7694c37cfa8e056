/** Requests and answers: who may ask, what may be asked, and in which form it is answered. */
@NullMarked
package dev.tracker.bridge.internal.http;

import org.jspecify.annotations.NullMarked;
