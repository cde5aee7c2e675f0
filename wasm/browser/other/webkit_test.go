//go:build linux

package other

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"testing"
)

// webkit speaks classic WebDriver (W3C): a request and its answer.
type webkit struct {
	session string // its address
}

func startWebKit(t *testing.T) browser {
	t.Helper()
	need(t, "WebKitWebDriver")
	l, err := net.Listen("tcp", "127.0.0.1:0") // a port that nobody has
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().(*net.TCPAddr)
	l.Close()
	start(t, append(screen(t), "HOME="+t.TempDir(), "LANG=en_US.UTF-8", "WEBKIT_DISABLE_DMABUF_RENDERER=1", "WEBKIT_SKIA_ENABLE_CPU_RENDERING=1"), "WebKitWebDriver", fmt.Sprintf("--port=%d", address.Port))
	w := &webkit{fmt.Sprintf("http://%s/session", address)}
	var session struct{ SessionID string }
	wait(t, "a session of WebKit", func() bool {
		err := w.call(http.MethodPost, "", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
			"webkitgtk:browserOptions": map[string]any{"args": []string{"--automation"}},
			"timeouts":                 map[string]any{"script": patience.Milliseconds(), "pageLoad": patience.Milliseconds()},
		}}}, &session)
		if _, listening := err.(*answerError); listening {
			t.Fatal(err)
		}
		return err == nil
	})
	w.session += "/" + session.SessionID
	t.Cleanup(func() { w.call(http.MethodDelete, "", nil, nil) }) // it ends the browser
	if err := w.call(http.MethodPost, "/window/rect", map[string]any{"x": 0, "y": 0, "width": 700, "height": 700}, nil); err != nil {
		t.Fatal(err)
	}
	return w
}

// answerError is what the driver refused, and why.
type answerError struct{ command, kind, message string }

func (e *answerError) Error() string { return e.command + ": " + e.kind + ": " + e.message }

// call sends a command and reads its answer.
func (w *webkit) call(method, command string, params, result any) error {
	if params == nil {
		params = struct{}{}
	}
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, w.session+command, bytes.NewReader(body))
	if err != nil {
		return err
	}
	client := http.Client{Timeout: 2 * patience}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	if response.StatusCode != http.StatusOK {
		var e struct{ Error, Message string }
		json.Unmarshal(answer.Value, &e)
		return &answerError{command, e.Error, e.Message}
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Value, result)
}

func (w *webkit) visit(url string, complete bool) error {
	if complete {
		return w.call(http.MethodPost, "/url", map[string]any{"url": url}, nil)
	}
	_, err := w.eval(fmt.Sprintf("(location.href = %q, '')", url))
	return err
}

func (w *webkit) back() error { return w.call(http.MethodPost, "/back", nil, nil) }

func (w *webkit) eval(expression string) (string, error) {
	var r struct{ Value, Thrown string }
	err := w.call(http.MethodPost, "/execute/async", map[string]any{
		"script": "const done = arguments[0]; Promise.resolve(" + expression + ").then((Value) => done({ Value }), (err) => done({ Thrown: String(err) }));",
		"args":   []any{},
	}, &r)
	if err == nil && r.Thrown != "" {
		err = fmt.Errorf("%s", r.Thrown)
	}
	return r.Value, err
}

// screenshot has the page paint a pixel at its edge meanwhile: the driver answers
// with a paint, and a page that stands still has none.
func (w *webkit) screenshot() ([]byte, error) {
	var data string
	_, err := w.eval(`(() => {
		const pixel = document.documentElement.appendChild(document.createElement('i'));
		pixel.id = 'painted';
		Object.assign(pixel.style, { position: 'fixed', right: 0, bottom: 0, width: '1px', height: '1px' });
		const paint = () => {
			pixel.style.background = pixel.style.background === 'white' ? 'snow' : 'white';
			if (pixel.isConnected) requestAnimationFrame(paint);
		};
		paint();
		return '';
	})()`)
	if err == nil {
		err = w.call(http.MethodGet, "/screenshot", nil, &data)
	}
	if err == nil {
		_, err = w.eval("(document.getElementById('painted').remove(), '')")
	}
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(data)
}

func (w *webkit) pointer(actions ...map[string]any) error {
	return w.call(http.MethodPost, "/actions", map[string]any{"actions": mouse(actions)}, nil)
}
