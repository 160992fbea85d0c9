#!/usr/bin/env bash
# Installs what the tests need where it is missing, builds with all checks, runs every test, and closes with
# "N passed, N failed, N skipped". Exit code 0 only when everything passed.
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Where the system's folders of programs are not on the PATH of an ordinary user.
export PATH="$PATH:/usr/sbin:/sbin"

# Debian and Ubuntu install by themselves; elsewhere the message says what is wanted.
need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 && return
  if command -v apt-get >/dev/null 2>&1; then
    packages+=("$2")
  else
    echo "The tests need '$1' on the PATH; please install it." >&2
    exit 1
  fi
}

packages=()
[ -n "${CHROMIUM:-}" ] || need chromium chromium
need qpdf qpdf
need pdftotext poppler-utils
# They are started by the tests themselves, on ports and in folders of their own, and stopped after.
need smtpd opensmtpd
need dovecot dovecot-imapd
[ -e /usr/lib/dovecot/submission ] || need dovecot-submission dovecot-submissiond
need node nodejs
need npm npm
# It puts faults into the system calls of a destruction.
need strace strace
if [ ${#packages[@]} -gt 0 ]; then
  echo "Installing ${packages[*]} for the tests." >&2
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >&2
  as_root apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
fi

identity_provider=ComplianceConsole.Tests/Shared/oidc-provider
if [ -f "$identity_provider/package-lock.json" ] && [ ! -d "$identity_provider/node_modules" ]; then
  npm ci --prefix "$identity_provider" --no-audit --no-fund >&2
fi

dotnet build ComplianceConsole.sln --nologo -v quiet

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet ComplianceConsole.Tests/bin/Debug/net10.0/ComplianceConsole.Tests.dll -noColor "$@" 2>&1 | tee "$log" || status=$?

# Total: 14, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 8.039s
summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
if [ -z "$summary" ]; then
  echo "The test runner ended without a summary." >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

number() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<<"$summary"; }
failed=$(($(number Failed) + $(number Errors)))
skipped=$(number Skipped)
passed=$(($(number Total) - $(number Failed) - skipped))
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ] && [ "$status" = 0 ]
