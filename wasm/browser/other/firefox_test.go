//go:build linux

package other

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// firefox speaks WebDriver BiDi (W3C) over a socket: commands with a number, and
// answers with the same one. Events are not subscribed to.
type firefox struct {
	conn *websocket.Conn
	last int
	tab  string
}

// preferences of the profile: WebGL by the processor, and nothing that asks or
// calls home.
const preferences = `user_pref("webgl.force-enabled", true);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.newtabpage.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.update.enabled", false);
user_pref("intl.accept_languages", "en");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "http://127.0.0.1:9/");
`

func startFirefox(t *testing.T) browser {
	t.Helper()
	need(t, "firefox-esr")
	profile := t.TempDir()
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences), 0o644); err != nil {
		t.Fatal(err)
	}
	p := start(t, append(screen(t), "HOME="+t.TempDir(), "MOZ_CRASHREPORTER_DISABLE=1"),
		"firefox-esr", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank")
	address := p.says(t, "WebDriver BiDi listening on ")
	conn, _, err := websocket.Dial(t.Context(), address+"/session", nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(1 << 26) // of pictures
	t.Cleanup(func() { conn.CloseNow() })
	f := &firefox{conn: conn}
	var tree struct {
		Contexts []struct{ Context string }
	}
	for _, err := range []error{
		f.call("session.new", map[string]any{"capabilities": map[string]any{}}, nil),
		f.call("browsingContext.getTree", map[string]any{}, &tree),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f.tab = tree.Contexts[0].Context
	if err := f.call("browsingContext.setViewport", map[string]any{"context": f.tab, "viewport": map[string]any{"width": 700, "height": 650}}, nil); err != nil {
		t.Fatal(err)
	}
	return f
}

// call sends a command and waits for its answer.
func (f *firefox) call(method string, params map[string]any, result any) error {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	f.last++
	if err := wsjson.Write(ctx, f.conn, map[string]any{"id": f.last, "method": method, "params": params}); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	for {
		var answer struct {
			ID             int
			Error, Message string
			Result         json.RawMessage
		}
		if err := wsjson.Read(ctx, f.conn, &answer); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		switch {
		case answer.ID != f.last: // of a command that was given up
		case answer.Error != "":
			return fmt.Errorf("%s: %s: %s", method, answer.Error, answer.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(answer.Result, result)
		}
	}
}

func (f *firefox) visit(url string, complete bool) error {
	how := "none"
	if complete {
		how = "complete"
	}
	return f.call("browsingContext.navigate", map[string]any{"context": f.tab, "url": url, "wait": how}, nil)
}

func (f *firefox) back() error {
	return f.call("browsingContext.traverseHistory", map[string]any{"context": f.tab, "delta": -1}, nil)
}

func (f *firefox) eval(expression string) (string, error) {
	var r struct {
		Type             string
		Result           struct{ Value string }
		ExceptionDetails struct{ Text string }
	}
	err := f.call("script.evaluate", map[string]any{"expression": expression, "awaitPromise": true, "target": map[string]any{"context": f.tab}}, &r)
	if err == nil && r.Type != "success" {
		err = fmt.Errorf("%s", r.ExceptionDetails.Text)
	}
	return r.Result.Value, err
}

func (f *firefox) screenshot() ([]byte, error) {
	var r struct{ Data string }
	if err := f.call("browsingContext.captureScreenshot", map[string]any{"context": f.tab}, &r); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(r.Data)
}

func (f *firefox) pointer(actions ...map[string]any) error {
	return f.call("input.performActions", map[string]any{"context": f.tab, "actions": mouse(actions)}, nil)
}
