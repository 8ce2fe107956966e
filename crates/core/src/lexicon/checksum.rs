//! A checksum for compiled files: fast, and the same on every platform.

use super::words::mix;

/// A checksum of `bytes` in which any changed byte shows; no proof against malice.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [1_u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        for (lane, word) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = step(*lane, u64::from_le_bytes(*word));
        }
    }
    let mut sum = bytes.len() as u64;
    for &byte in rest {
        sum = step(sum, u64::from(byte));
    }
    lanes.into_iter().fold(sum, |sum, lane| mix(step(sum, lane)))
}

#[inline]
const fn step(state: u64, word: u64) -> u64 {
    // Odd multiplier and rotation are both one-to-one: no change is ever lost.
    (state ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_byte_and_length_shows() {
        let bytes: Vec<u8> = (0..100).collect();
        let sum = checksum(&bytes);
        for index in 0..bytes.len() {
            let mut other = bytes.clone();
            other[index] ^= 0x40;
            assert_ne!(checksum(&other), sum, "byte {index}");
            assert_ne!(checksum(&bytes[..index]), sum);
        }
    }
}
