//! The Python module `virgolette._virgolette`.
