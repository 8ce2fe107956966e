//! Bytes of a file as they were before gzip or Zstandard; what it is shows in its first bytes.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// What `zstd` itself accepts without being asked.
const ZSTD_WINDOW: u64 = 128 << 20;
const BUFFER: usize = 128 << 10;

/// Reads `source`, decompressed where its first bytes say so.
pub(super) fn decoded(source: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut source = BufReader::with_capacity(BUFFER, source);
    let start = source.fill_buf()?;
    if start.starts_with(GZIP) {
        let decoder = MultiGzDecoder::new(source);
        Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)))
    } else if start.starts_with(ZSTD) {
        let decoder = Frames::new(source);
        Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)))
    } else {
        Ok(Box::new(source))
    }
}

/// The frames of a Zstandard file, one after the other.
struct Frames<R> {
    source: R,
    decoder: Box<FrameDecoder>,
    open: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        let mut decoder = Box::new(FrameDecoder::new());
        decoder.set_max_window_size(ZSTD_WINDOW);
        Self { source, decoder, open: false }
    }

    /// Opens the next frame that holds data; `false` at the end of the file.
    fn advance(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let frame = self.source.by_ref().take(u64::from(length));
                    io::copy(&mut { frame }, &mut io::sink())?;
                }
                Err(error) => return Err(corrupt(error)),
            }
        }
        Ok(false)
    }

    fn close(&mut self) -> io::Result<()> {
        self.open = false;
        let written = self.decoder.get_checksum_from_data();
        if written.is_some() && written != self.decoder.get_calculated_checksum() {
            return Err(corrupt("the checksum does not match"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.open && !self.advance()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.decoder.decode_blocks(&mut self.source, one);
                decoded.map_err(corrupt)?;
            }
            match self.decoder.read(buffer)? {
                0 => self.close()?,
                read => return Ok(read),
            }
        }
    }
}

fn corrupt(what: impl ToString) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_string())
}
