//go:build !js

package built

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
)

// hadServer has the ports at which there has been a server.
var hadServer sync.Map

// NewServer is a server at an address that none has had before. Browsers keep what they have had, data
// and service workers by address: at one that is given again, a test would meet the page of another.
func NewServer(h http.Handler) *httptest.Server {
	for {
		s := httptest.NewUnstartedServer(h)
		if _, had := hadServer.LoadOrStore(s.Listener.Addr().(*net.TCPAddr).Port, true); !had {
			s.Start()
			return s
		}
		defer s.Close() // once another is found: the same would be given again
	}
}
