//! Any bytes are a model that can be used, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use virgolette::tagger::{Decoder, Known, MAX_LABELS, Model};

fuzz_target!(|bytes: &[u8]| {
    let Ok(model) = Model::new(bytes.to_vec(), "it", 77) else { return };
    let weights = model.weights();
    let mut known = Known::default();
    let mut scores = vec![[0; MAX_LABELS]; 9];
    for (index, score) in scores.iter_mut().enumerate() {
        for feature in 0..40_u64 {
            weights.find((feature + index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15), &mut known);
        }
        *score = weights.sum(&mut known);
    }
    let mut labels = vec![0; scores.len()];
    Decoder::default().decode(&model, &scores, &mut labels);
    assert!(labels.iter().all(|&label| usize::from(label) < model.labels().len()));
});
