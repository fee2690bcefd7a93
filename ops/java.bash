#!/usr/bin/env bash
# Finds a JDK 25, or says what to install. Sourced by launch.bash; run by Maven before it looks for one in its own way,
# whose words for "there is none" help nobody.

is_25() {
  [[ -x $1/bin/javac ]] && [[ $("$1/bin/java" -version 2>&1) == *\"25[.\"]* ]]
}

# Sets java_home; fails with one sentence on standard error.
find_java() {
  local candidate on_path
  on_path=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" "${JDK_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.m2/jdks/* \
    "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}"; do
    if [[ -n $candidate ]] && is_25 "$candidate"; then
      java_home=$candidate
      return
    fi
  done
  echo 'Java 25 is needed: install a JDK 25 (for instance Eclipse Temurin 25, package temurin-25-jdk) or set JAVA_HOME to one.' >&2
  return 1
}

# Maven decides for itself: it may know of a JDK that is not found here.
[[ ${BASH_SOURCE[0]} != "$0" ]] || find_java || true
