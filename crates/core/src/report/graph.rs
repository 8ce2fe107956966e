//! Who is quoted beside whom, laid out on a plane: the same graph gives the same picture everywhere,
//! so only arithmetic that IEEE 754 fixes to the bit is used.

use std::collections::BTreeMap;

use super::Quote;
use super::speakers::Speakers;

/// Speakers in the picture, and lines that each may begin.
const MOST: usize = 36;
const STRONGEST: usize = 4;
const ROUNDS: usize = 400;

/// A speaker in the picture.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Whose number in the list of speakers.
    pub(super) speaker: usize,
    pub(super) at: (f64, f64),
    /// Half the room that its circle and its name need.
    pub(super) half: (f64, f64),
    /// Those who are quoted together share a group.
    pub(super) group: usize,
}

/// A line: two places among the nodes, and the articles that quote both.
pub(super) type Edge = (usize, usize, u32);

pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl Graph {
    /// The graph of those whom most articles quote; `half` is the room that one needs.
    pub(super) fn new(
        quotes: &[Quote],
        speakers: &Speakers,
        size: (f64, f64),
        half: impl Fn(usize) -> (f64, f64),
    ) -> Self {
        let named = |&index: &usize| {
            let who = &speakers.list[index];
            who.kind.is_some() && !who.anonymous
        };
        let mut chosen: Vec<usize> = (0..speakers.list.len()).filter(named).collect();
        chosen.sort_by_key(|&index| (std::cmp::Reverse(speakers.list[index].articles), index));
        chosen.truncate(MOST);
        let edges = strongest(&together(quotes, speakers, &chosen), chosen.len());
        // Who stands beside nobody says nothing here.
        let linked = |&at: &usize| edges.iter().any(|&(a, b, _)| a == at || b == at);
        let kept: Vec<usize> = (0..chosen.len()).filter(linked).collect();
        let place = |at: usize| kept.iter().position(|&other| other == at).unwrap_or(0);
        let edges: Vec<Edge> =
            edges.iter().map(|&(a, b, count)| (place(a), place(b), count)).collect();
        let groups = groups(kept.len(), &edges);
        let at = layout(kept.len(), &edges, size);
        let mut nodes: Vec<Node> = kept
            .iter()
            .zip(at)
            .zip(groups)
            .map(|((&index, at), group)| {
                let speaker = chosen[index];
                Node { speaker, at, half: half(speaker), group }
            })
            .collect();
        part(&mut nodes, size);
        Self { nodes, edges }
    }
}

/// In how many articles two of the chosen are quoted.
fn together(
    quotes: &[Quote],
    speakers: &Speakers,
    chosen: &[usize],
) -> BTreeMap<(usize, usize), u32> {
    let mut place = vec![None; speakers.list.len()];
    chosen.iter().enumerate().for_each(|(at, &index)| place[index] = Some(at));
    let mut pairs = BTreeMap::new();
    let mut present: Vec<usize> = Vec::new();
    let rows: Vec<(u32, Option<usize>)> = quotes
        .iter()
        .zip(&speakers.of)
        .map(|(quote, who)| (quote.article, who.and_then(|who| place[who as usize])))
        .collect();
    for article in rows.chunk_by(|a, b| a.0 == b.0) {
        present.clear();
        present.extend(article.iter().filter_map(|row| row.1));
        present.sort_unstable();
        present.dedup();
        for (index, &a) in present.iter().enumerate() {
            for &b in &present[index + 1..] {
                *pairs.entry((a, b)).or_default() += 1;
            }
        }
    }
    pairs
}

/// The strongest lines of everyone, strongest first.
fn strongest(pairs: &BTreeMap<(usize, usize), u32>, count: usize) -> Vec<Edge> {
    let mut edges: Vec<Edge> = pairs.iter().map(|(&(a, b), &count)| (a, b, count)).collect();
    edges.sort_by_key(|&(a, b, count)| (std::cmp::Reverse(count), a, b));
    let mut begun = vec![0; count];
    edges.retain(|&(a, b, _)| {
        let keep = begun[a] < STRONGEST || begun[b] < STRONGEST;
        begun[a] += 1;
        begun[b] += 1;
        keep
    });
    edges
}

/// Groups of those quoted together: everyone joins the group most of their lines lead to.
fn groups(count: usize, edges: &[Edge]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..count).collect();
    for _ in 0..ROUNDS {
        let before = group.clone();
        for node in 0..count {
            let mut weight = vec![0; count];
            for &(a, b, shared) in edges {
                if a == node {
                    weight[group[b]] += shared;
                } else if b == node {
                    weight[group[a]] += shared;
                }
            }
            let most = weight.iter().max().copied().unwrap_or(0);
            if most > weight[group[node]] {
                group[node] = weight.iter().position(|&w| w == most).unwrap_or(node);
            }
        }
        if before == group {
            break;
        }
    }
    // Largest first, so that the first colours are seen most.
    let mut sizes: Vec<(usize, usize)> =
        (0..count).map(|name| (group.iter().filter(|&&g| g == name).count(), name)).collect();
    sizes.sort_by_key(|&(size, name)| (std::cmp::Reverse(size), name));
    let rank = |name: usize| sizes.iter().position(|&(_, other)| other == name).unwrap_or(0);
    group.into_iter().map(rank).collect()
}

/// Places by forces: everyone pushes everyone, lines pull, and the middle pulls a little.
fn layout(count: usize, edges: &[Edge], size: (f64, f64)) -> Vec<(f64, f64)> {
    // A spiral to start from: each place a golden angle after the last.
    const TURN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);
    let mut ray = (1.0, 0.0);
    let mut at = Vec::with_capacity(count);
    for index in 0..count {
        let far = ((index as f64 + 0.5) / count as f64).sqrt() * 0.5;
        at.push((ray.0 * far, ray.1 * far));
        ray = (ray.0 * TURN.0 - ray.1 * TURN.1, ray.0 * TURN.1 + ray.1 * TURN.0);
    }
    let ideal = (0.6 / count.max(1) as f64).sqrt();
    let strongest = edges.iter().map(|edge| edge.2).max().unwrap_or(1) as f64;
    for round in 0..ROUNDS {
        let reach = 0.12 * (1.0 - round as f64 / ROUNDS as f64);
        let mut force: Vec<(f64, f64)> = at.iter().map(|p| (-p.0 * 0.5, -p.1 * 0.5)).collect();
        for a in 0..count {
            for b in a + 1..count {
                let (dx, dy, far) = apart(at[a], at[b]);
                let push = ideal * ideal / far;
                shift(&mut force, a, b, (dx / far * push, dy / far * push));
            }
        }
        for &(a, b, shared) in edges {
            let (dx, dy, far) = apart(at[a], at[b]);
            let pull = -far * far / ideal * (0.4 + 0.6 * f64::from(shared) / strongest);
            shift(&mut force, a, b, (dx / far * pull, dy / far * pull));
        }
        for (place, force) in at.iter_mut().zip(&force) {
            let (_, _, strength) = apart(*force, (0.0, 0.0));
            let step = strength.min(reach) / strength;
            *place = (place.0 + force.0 * step, place.1 + force.1 * step);
        }
    }
    fit(at, size)
}

fn apart(a: (f64, f64), b: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    (dx, dy, (dx * dx + dy * dy).sqrt().max(1e-6))
}

fn shift(force: &mut [(f64, f64)], a: usize, b: usize, by: (f64, f64)) {
    force[a] = (force[a].0 + by.0, force[a].1 + by.1);
    force[b] = (force[b].0 - by.0, force[b].1 - by.1);
}

/// Stretched to fill the picture.
fn fit(at: Vec<(f64, f64)>, size: (f64, f64)) -> Vec<(f64, f64)> {
    let low = at.iter().fold((f64::MAX, f64::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
    let high = at.iter().fold((f64::MIN, f64::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
    let wide = ((high.0 - low.0).max(1e-6), (high.1 - low.1).max(1e-6));
    let place = |p: (f64, f64)| ((p.0 - low.0) / wide.0 * size.0, (p.1 - low.1) / wide.1 * size.1);
    at.into_iter().map(place).collect()
}

/// Moves names apart until none lies over another, as far as the picture has room.
fn part(nodes: &mut [Node], size: (f64, f64)) {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for a in 0..nodes.len() {
            for b in a + 1..nodes.len() {
                let (dx, dy) = (nodes[b].at.0 - nodes[a].at.0, nodes[b].at.1 - nodes[a].at.1);
                let over_x = nodes[a].half.0 + nodes[b].half.0 - dx.abs();
                let over_y = nodes[a].half.1 + nodes[b].half.1 - dy.abs();
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // The shorter way out; rows are lower than names are long.
                let by = if over_x < over_y {
                    (if dx < 0.0 { -over_x } else { over_x }, 0.0)
                } else {
                    (0.0, if dy < 0.0 { -over_y } else { over_y })
                };
                for (node, side) in [(a, -0.5), (b, 0.5)] {
                    nodes[node].at.0 += by.0 * side;
                    nodes[node].at.1 += by.1 * side;
                }
            }
        }
        for node in nodes.iter_mut() {
            node.at.0 = node.at.0.clamp(node.half.0, (size.0 - node.half.0).max(node.half.0));
            node.at.1 = node.at.1.clamp(node.half.1, (size.1 - node.half.1).max(node.half.1));
        }
        if !moved {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_quoted_together_are_one_group_and_near() {
        let edges = [(0, 1, 9), (1, 2, 9), (0, 2, 9), (3, 4, 9), (2, 3, 1)];
        assert_eq!(groups(5, &edges), [0, 0, 0, 1, 1]);
        let at = layout(5, &edges, (900.0, 500.0));
        assert!(apart(at[3], at[4]).2 < apart(at[0], at[4]).2);
        assert_eq!(at, layout(5, &edges, (900.0, 500.0)));
    }

    #[test]
    fn names_part_and_stay_in_the_picture() {
        let node = |x| Node { speaker: 0, at: (x, 50.0), half: (40.0, 12.0), group: 0 };
        let mut nodes: Vec<Node> = (0..6).map(|index| node(f64::from(index))).collect();
        part(&mut nodes, (400.0, 200.0));
        for (index, a) in nodes.iter().enumerate() {
            assert!((40.0..=360.0).contains(&a.at.0) && (12.0..=188.0).contains(&a.at.1));
            for b in &nodes[index + 1..] {
                let (dx, dy) = ((a.at.0 - b.at.0).abs(), (a.at.1 - b.at.1).abs());
                assert!(dx > 79.9 || dy > 23.9, "{a:?} {b:?}");
            }
        }
    }
}
