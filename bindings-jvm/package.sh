#!/bin/sh
# Packs the three jars from what cargo built, and installs them into a Maven repository.
#
#   cargo build --release -p kingpost-jvm -p kingpost-jvm-bindgen
#   bindings-jvm/package.sh target/release <maven repository> [mvn arguments, such as -o]
#
# They lie in target/jvm/maven: kingpost-0.1.0.jar, kingpost-0.1.0-sources.jar, kingpost-0.1.0-javadoc.jar.
set -eu
built=$(cd "$1" && pwd)
mkdir -p "$2"
repository=$(cd "$2" && pwd)
shift 2
cd "$(dirname "$0")"
target=$(cd "$built/.." && pwd)
# From nothing, so that no class of an earlier build gets in.
rm -rf "$target/jvm"
for library in libkingpost_jvm.so libkingpost_jvm.dylib kingpost_jvm.dll; do
    if [ -f "$built/$library" ]; then
        "$built/kingpost-jvm-bindgen" "$built/$library" "$target/jvm/native"
    fi
done
mvn -B -q "$@" -Dmaven.repo.local="$repository" -Dkingpost.target="$target" install
