//go:build linux

package other

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/scorefield/scorefield/wasm/browser/built"
)

// A process is a program that this test has started, with all that it starts.
type process struct {
	cmd *exec.Cmd
	out *os.File // of both outputs, to be read from the beginning
}

// start runs a program with more environment until the test is over.
func start(t *testing.T, env []string, name string, args ...string) *process {
	t.Helper()
	return run(t, exec.Command(name, args...), env)
}

func run(t *testing.T, cmd *exec.Cmd, env []string) *process {
	t.Helper()
	out, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that its children can be ended with it
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		kill := time.AfterFunc(10*time.Second, func() { syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
		cmd.Wait()
		kill.Stop()
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // children that took no notice
		out.Close()
	})
	return &process{cmd, out}
}

// says waits for a line of output with a prefix and returns the rest of it.
func (p *process) says(t *testing.T, prefix string) string {
	t.Helper()
	var rest string
	wait(t, fmt.Sprintf("%s says %q", p.cmd.Path, prefix), func() bool {
		b, err := os.ReadFile(p.out.Name())
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(strings.NewReader(string(b))); lines.Scan(); {
			if after, ok := strings.CutPrefix(lines.Text(), prefix); ok {
				rest = after
				return true
			}
		}
		return false
	})
	return rest
}

// screen is a virtual one; it returns its environment.
func screen(t *testing.T) []string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1200x1000x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	run(t, cmd, nil)
	write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal("Xvfb: ", err)
	}
	return []string{"DISPLAY=:" + strings.TrimSpace(number), "LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1"}
}

// patience is how long one thing may take, and limit how long a browser's tests;
// both only end what will never come.
const (
	patience = 2 * time.Minute
	limit    = 8 * time.Minute
)

// wait waits until a condition holds.
func wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("never came: ", what)
		}
	}
}

// need skips or fails the test where a program, the site or time is missing.
func need(t *testing.T, programs ...string) {
	t.Helper()
	built.Need(t, limit)
	for _, name := range append(programs, "Xvfb") {
		if _, err := exec.LookPath(name); err != nil {
			built.Missing(t, name+" is missing: on Debian ./build.sh test installs it")
		}
	}
}
