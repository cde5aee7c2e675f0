//go:build !js

package built

import (
	"net/http"
	"testing"
)

// TestEveryServerHasAnAddressOfItsOwn, also when there are so many, one after the other, that the system
// gives ports again.
func TestEveryServerHasAnAddressOfItsOwn(t *testing.T) {
	had := map[string]bool{}
	for n := range 2000 {
		s := NewServer(http.NotFoundHandler())
		if had[s.URL] {
			t.Fatalf("server %d is at %s, where another was", n, s.URL)
		}
		had[s.URL] = true
		s.Close()
	}
}
