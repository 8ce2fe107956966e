use super::*;

fn segment(text: &str) -> Segments {
    Segmenter::italian().unwrap().segment(text)
}

fn words(text: &str) -> Vec<&str> {
    segment(text).tokens.iter().map(|token| token.span.of(text)).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    segment(text).sentences.iter().map(|sentence| sentence.span.of(text)).collect()
}

fn quotations(text: &str) -> Vec<&str> {
    segment(text).quotations.iter().map(|quotation| quotation.content.of(text)).collect()
}

fn kinds(text: &str) -> Vec<SectionKind> {
    segment(text).sections.iter().map(|section| section.kind).collect()
}

#[test]
fn apostrophes_elide_truncate_and_stand_for_accents() {
    assert_eq!(words("dell’industria l'ha"), ["dell’", "industria", "l'", "ha"]);
    assert_eq!(words("un po' di '68, E' vero"), ["un", "po'", "di", "'68", ",", "E'", "vero"]);
    assert_eq!(
        words("la 'ndrangheta perche' l' accordo"),
        ["la", "'ndrangheta", "perche'", "l'", "accordo"]
    );
    assert_eq!(words("'Non si fara' disse"), ["'", "Non", "si", "fara", "'", "disse"]);
    assert_eq!(segment("E'").tokens[0].word, crate::lexicon::word_hash("è"));
    assert_eq!(segment("perche'").tokens[0].word, crate::lexicon::word_hash("perché"));
    assert_eq!(words("dell'«Eco» d''arte''"), ["dell'", "«", "Eco", "»", "d", "''", "arte", "''"]);
}

#[test]
fn numbers_addresses_and_hyphens() {
    assert_eq!(
        words("1.500 euro, 4,6% alle 19:20"),
        ["1.500", "euro", ",", "4,6", "%", "alle", "19:20"]
    );
    assert_eq!(
        words("Ho-jin, Roma-Lazio 3-2"),
        ["Ho", "-", "jin", ",", "Roma", "-", "Lazio", "3", "-", "2"]
    );
    assert_eq!(words("il 45enne del 1º maggio"), ["il", "45enne", "del", "1º", "maggio"]);
    assert_eq!(
        words("su www.eco.it/a?b=1, info@eco.it e eco.it. #pace @anna"),
        ["su", "www.eco.it/a?b=1", ",", "info@eco.it", "e", "eco.it", ".", "#pace", "@anna"]
    );
    assert_eq!(words("la S.p.A. di J.R. Neri"), ["la", "S.p.A.", "di", "J.R.", "Neri"]);
}

#[test]
fn sentences_end_where_they_should() {
    assert_eq!(
        sentences("Il dott. A. Neri è qui. Costa 4.5 euro… forse. «Vado. Torno.» Poi tacque."),
        ["Il dott. A. Neri è qui.", "Costa 4.5 euro… forse.", "«Vado.", "Torno.»", "Poi tacque."]
    );
    assert_eq!(
        sentences("Davvero? chiese lui. Sì (disse. Forse). Ma no."),
        ["Davvero? chiese lui.", "Sì (disse.", "Forse).", "Ma no."]
    );
}

#[test]
fn the_abbreviations_keep_their_promises() {
    let file = include_str!("../../data/it/abbreviations.toml");
    let (finds, ignores) = abbreviations::examples(file);
    assert!(finds.len() >= 5 && ignores.len() >= 5);
    for text in finds {
        assert_eq!(sentences(&text).len(), 1, "{text}");
    }
    for text in ignores {
        assert!(sentences(&text).len() > 1, "{text}");
    }
}

#[test]
fn the_layout_rules_keep_their_promises() {
    let file = include_str!("../../data/it/layout.toml");
    let [boilerplate, bylines] = layout::examples(file);
    let body = "\n\nIl consiglio comunale si è riunito ieri sera. La seduta è durata tre ore.";
    let first = |line: &str| kinds(&format!("Titolo del giorno sul consiglio\n\n{line}{body}"))[1];
    for (kind, (finds, ignores)) in
        [(SectionKind::Boilerplate, boilerplate), (SectionKind::Byline, bylines)]
    {
        assert!(finds.len() >= 3 && !ignores.is_empty());
        for line in finds {
            assert_eq!(first(&line), kind, "{line}");
        }
        for line in ignores {
            assert_ne!(first(&line), kind, "{line}");
        }
    }
}

#[test]
fn a_page_is_told_from_its_article() {
    use SectionKind::{Boilerplate, Byline, Heading, Headline, Paragraph};
    let page = "CRONACA\nIl ponte riapre a marzo, festa in paese\n\ndi Carla Neri\n\nROMA, 12 SET - Il ponte \
                riapre. Lo ha deciso la giunta.\nI lavori\nSono durati due anni.\n(Res)\n© RIPRODUZIONE RISERVATA";
    assert_eq!(
        kinds(page),
        [Heading, Headline, Byline, Paragraph, Heading, Paragraph, Boilerplate, Boilerplate]
    );
    let segments = segment(page);
    assert_eq!(segments.sentences[3].span.of(page), "ROMA, 12 SET -");
    assert_eq!(kinds("Il ponte riapre."), [Paragraph]);
    let wrapped = "Il consiglio comunale di Montefiore ha approvato ieri il bilancio\n\
                   con i voti della maggioranza e l'astensione di due consiglieri di\nminoranza.";
    assert_eq!(kinds(wrapped), [Paragraph]);
}

#[test]
fn marks_pair_in_every_family() {
    for (open, close) in [
        ("«", "»"),
        ("“", "”"),
        ("„", "“"),
        ("\"", "\""),
        ("''", "''"),
        ("``", "''"),
        ("‘", "’"),
        ("'", "'"),
        ("‹", "›"),
        ("“", "“"),
        ("”", "”"),
        ("‟", "”"),
    ] {
        let text =
            format!("Il sindaco dice: {open}Il ponte riapre{close}, poi {open}basta{close}.");
        assert_eq!(quotations(&text), ["Il ponte riapre", "basta"], "{text}");
        assert!(segment(&text).diagnostics.is_empty(), "{text}: {:?}", segment(&text).diagnostics);
    }
}

#[test]
fn nesting_and_apostrophes() {
    let text = "«Mi ha detto “vai via” e l'ho fatto», racconta. 'L'ho visto', dice.";
    let segments = segment(text);
    let found: Vec<_> = segments.quotations.iter().map(|q| (q.content.of(text), q.depth)).collect();
    assert_eq!(
        found,
        [("Mi ha detto “vai via” e l'ho fatto", 0), ("vai via", 1), ("L'ho visto", 0)]
    );
}

#[test]
fn marks_run_over_paragraphs() {
    let reopened = "«Primo punto: il ponte.\n«Secondo punto: la strada», ha detto.";
    assert_eq!(quotations(reopened), ["Primo punto: il ponte.\n«Secondo punto: la strada"]);
    let late = "“Primo punto: il ponte.\nSecondo punto: la strada”, ha detto.";
    assert_eq!(quotations(late), ["Primo punto: il ponte.\nSecondo punto: la strada"]);
}

#[test]
fn what_cannot_be_paired_is_reported() {
    let codes = |text: &str| {
        let codes: Vec<_> = segment(text).diagnostics.iter().map(|d| d.code.to_string()).collect();
        codes
    };
    assert_eq!(codes("«Il ponte riapre, ha detto."), ["unclosed-quotation"]);
    assert_eq!(quotations("«Il ponte riapre, ha detto."), ["Il ponte riapre, ha detto."]);
    assert_eq!(codes("Il ponte riapre», ha detto."), ["stray-mark"]);
    assert_eq!(codes("«Il ponte riapre\", ha detto."), ["mismatched-marks"]);
    assert_eq!(quotations("«Il ponte riapre\", ha detto."), ["Il ponte riapre"]);
}
