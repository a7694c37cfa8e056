/** Viewers that get every change pushed, each as fast as it reads. */
@NullMarked
package dev.tracker.bridge.internal.push;

import org.jspecify.annotations.NullMarked;
