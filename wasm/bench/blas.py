"""Which linear algebra the peers of the benchmarks use."""


def blas():
    """The libraries of linear algebra that this process has loaded."""
    try:
        with open("/proc/self/maps") as f:
            names = {line.split("/")[-1].strip() for line in f if "/" in line}
    except OSError:
        return "an unknown BLAS"
    found = sorted(n for n in names if any(w in n for w in ("blas", "mkl_core", "accelerate")))
    return ", ".join(found) or "no BLAS"
