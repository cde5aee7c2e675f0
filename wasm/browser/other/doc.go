// Package other holds the built site to its contract in Firefox and in WebKit;
// the tests beside it, in Chromium, go further.
//
// Firefox is driven by WebDriver BiDi, WebKitGTK's MiniBrowser by classic
// WebDriver, each on a virtual screen of its own with graphics by the processor.
// Of either protocol there are the few commands here that a reader's journey
// needs. The tests run on Linux, with what ./build.sh test installs and what
// ./build.sh makes. Without them, and with -short, they are skipped; with CI=true
// only -short skips.
package other
