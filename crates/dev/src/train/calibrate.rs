//! Confidence that means what it says: Platt scaling (Platt 1999) of scores on held-out articles.

/// The line `slope * logit + shift` whose logistic function is the share of right ones among examples
/// of (probability, right), by Newton's method.
pub(crate) fn fit(examples: &[(f32, bool)]) -> (f32, f32) {
    let (mut slope, mut shift) = (1.0f64, 0.0f64);
    for _ in 0..25 {
        let (mut g, mut h) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
        for &(probability, right) in examples {
            let x = logit(probability);
            let p = logistic(slope * x + shift);
            let (miss, weight) = (f64::from(u8::from(right)) - p, p * (1.0 - p));
            g = [g[0] + miss * x, g[1] + miss];
            h = [h[0] + weight * x * x, h[1] + weight * x, h[2] + weight];
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        slope += (g[0] * h[2] - g[1] * h[1]) / determinant;
        shift += (g[1] * h[0] - g[0] * h[1]) / determinant;
    }
    (slope as f32, shift as f32)
}

/// How often each confidence was right, as lines: the reliability table.
pub(crate) fn reliability(examples: &[(f32, bool)], (slope, shift): (f32, f32)) -> String {
    let mut bins = [(0usize, 0usize); 10];
    for &(probability, right) in examples {
        let line = f64::from(slope) * logit(probability) + f64::from(shift);
        let bin = &mut bins[((logistic(line) * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + usize::from(right));
    }
    let rows = bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0).map(|(at, (all, right))| {
        let share = *right as f64 / *all as f64;
        format!("{:10.1}  {all:6}  {share:5.3}\n", at as f64 / 10.0)
    });
    let mut table = "confidence  quotes  right\n".to_owned();
    table.extend(rows);
    table
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn logit(probability: f32) -> f64 {
    let p = f64::from(probability).clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_sure_a_judge_is_made_as_sure_as_it_is_right() {
        // Of those it calls .95 three in four are right, of those it calls .5 a half.
        let examples: Vec<(f32, bool)> =
            (0..400).flat_map(|index| [(0.95, index % 4 != 0), (0.5, index % 2 == 0)]).collect();
        let (slope, shift) = fit(&examples);
        let of = |p: f32| logistic(f64::from(slope) * logit(p) + f64::from(shift));
        assert!((of(0.95) - 0.75).abs() < 1e-3 && (of(0.5) - 0.5).abs() < 1e-3);
        assert!(reliability(&examples, (slope, shift)).contains("0.7     400  0.750"));
    }
}
