/** curl, with the texts of 7.29 and 7.88. */
@org.jspecify.annotations.NullMarked
package io.lvsim.command.curl;
