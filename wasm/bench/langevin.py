"""NumPy's Langevin step for ./build.sh bench --peers: 20,000 particles of the toy
0.2 N((-5,-5), I) + 0.8 N((5,5), I), noise included, single precision.

Prints a line of results as Go's benchmarks do.
"""

import time

import numpy as np

from blas import blas

N = 20_000
MEANS = np.array([[-5, -5], [5, 5]], np.float32)  # K x 2
LOG_WEIGHTS = np.log(np.array([0.2, 0.8], np.float32))


def parts(x):
    """m_k - x (K x 2 x N) and log w_k - |x - m_k|^2/2 (K x N), for x of 2 x N."""
    d = MEANS[:, :, None] - x
    return d, LOG_WEIGHTS[:, None] - (d * d).sum(axis=1) / 2


def log_p(x):
    """log p(x) up to a constant, of length N."""
    return np.logaddexp.reduce(parts(x)[1], axis=0)


def score(x):
    """sum_k r_k (m_k - x), r_k the share of component k at x; 2 x N."""
    d, r = parts(x)
    r = np.exp(r - r.max(axis=0))
    r /= r.sum(axis=0)
    return (r[:, None] * d).sum(axis=0)


def check():
    """Holds the score to differences of log p between the modes."""
    x = np.random.default_rng(2).uniform(-2, 2, (2, 100))
    for j, step in enumerate(np.eye(2) * 1e-4):
        slope = (log_p(x + step[:, None]) - log_p(x - step[:, None])) / 2e-4
        np.testing.assert_allclose(score(x)[j], slope, atol=1e-3)


def main():
    rng = np.random.default_rng(1)
    x = rng.uniform(-8, 8, (2, N)).astype(np.float32)
    eps = np.float32(0.05)

    def step():
        nonlocal x
        x = x + eps * score(x) + np.sqrt(2 * eps) * rng.standard_normal(x.shape, np.float32)

    step()
    n, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < 0.5:
        step()
        n += 1
    print(f"BenchmarkWork/langevin-K2@NumPy {n} {(time.perf_counter() - begin) * 1e9 / n / N:.4g} ns/particle-step")


print(f"# NumPy {np.__version__}, one thread, {blas()}")
check()
main()
