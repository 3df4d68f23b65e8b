#!/bin/bash
# healthcheck PORT PATH PATTERN: whether what this machine answers at PORT and PATH has a line that matches PATTERN.
# In bash alone, because the image has neither curl nor wget.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
grep -qE "$3" <&3
