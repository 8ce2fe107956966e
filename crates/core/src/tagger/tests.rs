use super::*;
use crate::error::ErrorKind;

const FEATURES: u64 = 77;

/// A model that calls word 1 a person and word 2 what goes on after it.
fn parts() -> Parts {
    let labels = Labels::new(vec!["person".into(), "place".into()]).unwrap();
    let row = |label: usize, weight: i8| {
        let mut weights = [0; MAX_LABELS];
        weights[label] = weight;
        weights
    };
    let rows = vec![
        (feature(1, 1), row(1, 50)),
        (feature(1, 2), row(2, 40)),
        (feature(1, 3), row(3, 30)),
        (feature2(2, 3, 4), row(3, -90)),
    ];
    Parts {
        language: "it".into(),
        features: FEATURES,
        labels,
        transitions: Transitions::EVEN,
        rows,
    }
}

fn model() -> Model {
    Model::new(parts().encode(), "it", FEATURES).unwrap()
}

fn decode(model: &Model, tokens: &[&[u64]]) -> Vec<u8> {
    let mut scores = vec![[0; MAX_LABELS]; tokens.len()];
    for (score, features) in scores.iter_mut().zip(tokens) {
        let mut known = Known::default();
        features.iter().for_each(|&feature| model.weights().find(feature, &mut known));
        *score = model.weights().sum(&mut known);
    }
    let mut labels = vec![0; tokens.len()];
    Decoder::default().decode(model, &scores, &mut labels);
    labels
}

#[test]
fn weights_survive_the_file_and_decide_the_labels() {
    let model = model();
    assert_eq!(model.labels().classes(), ["person", "place"]);
    let (one, two, three) = (feature(1, 1), feature(1, 2), feature(1, 3));
    assert_eq!(decode(&model, &[&[one], &[two], &[99], &[three]]), [1, 2, 0, 3]);
    assert_eq!(decode(&model, &[&[three, feature2(2, 3, 4)]]), [0]);
    assert_eq!(decode(&model, &[]), Vec::<u8>::new());
}

#[test]
fn nothing_goes_on_that_has_not_begun() {
    let two = feature(1, 2);
    // Only "inside" scores: it must begin, which costs nothing here, or stay outside.
    assert_eq!(decode(&model(), &[&[two], &[two]]), [1, 2]);
}

#[test]
fn transitions_and_starts_count() {
    let mut parts = parts();
    parts.transitions.start[1] = -60;
    parts.transitions.after[1][2] = -100;
    let model = Model::new(parts.encode(), "it", FEATURES).unwrap();
    let (one, two) = (feature(1, 1), feature(1, 2));
    assert_eq!(decode(&model, &[&[one], &[99]]), [0, 0]);
    assert_eq!(decode(&model, &[&[99], &[one], &[two]]), [0, 1, 0]);
}

#[test]
fn any_damaged_byte_is_an_error() {
    let good = parts().encode();
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        let error = Model::new(bytes, "it", FEATURES).expect_err("damaged");
        assert_eq!(error.kind(), ErrorKind::Model, "byte {at}");
    }
}

#[test]
fn a_file_cut_short_or_too_long_is_an_error() {
    let good = parts().encode();
    for length in 0..good.len() {
        let error = Model::new(good[..length].to_vec(), "it", FEATURES).expect_err("cut");
        assert_eq!(error.kind(), ErrorKind::Model, "length {length}");
    }
    let mut longer = good;
    longer.push(0);
    assert!(Model::new(longer, "it", FEATURES).is_err());
}

#[test]
fn another_version_language_or_feature_set_is_refused_by_name() {
    let good = parts().encode();
    let mut newer = good.clone();
    newer[8] = 200;
    let message = |result: Result<Model, crate::Error>| result.expect_err("refused").to_string();
    assert!(message(Model::new(newer, "it", FEATURES)).contains("version 200"));
    assert!(message(Model::new(good.clone(), "es", FEATURES)).contains("`it`, not `es`"));
    assert!(message(Model::new(good, "it", 1)).contains("another feature set"));
    assert!(message(Model::new(b"not a model".to_vec(), "it", 1)).contains("no tagger model"));
}

#[test]
fn labels_number_and_follow_as_they_should() {
    for index in 0..MAX_LABELS - 1 {
        assert_eq!(Labels::index(Labels::label(index)), index);
    }
    let inside = Labels::index(Label::Inside(1));
    assert!(Labels::may_follow(Some(Labels::index(Label::Begin(1))), inside));
    assert!(!Labels::may_follow(Some(Labels::index(Label::Begin(0))), inside));
    assert!(!Labels::may_follow(None, inside) && !Labels::may_follow(Some(0), inside));
    assert!(Labels::new(vec!["x".into(); 10]).is_none() && Labels::new(Vec::new()).is_none());
}
