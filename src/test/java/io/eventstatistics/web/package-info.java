@NullMarked
package io.eventstatistics.web;

import org.jspecify.annotations.NullMarked;
