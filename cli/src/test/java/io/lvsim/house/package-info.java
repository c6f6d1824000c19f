/** What holds for the whole house, whoever builds in it: its arrows and its tidiness. */
@org.jspecify.annotations.NullMarked
package io.lvsim.house;
