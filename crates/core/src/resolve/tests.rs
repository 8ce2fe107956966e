//! Who is who and who speaks, in sentences written for this test.
//!
//! Names stand in braces with their type: `{p:Anna Verdi}`, `{o:Eco}`, `{g:Siena}`.

use crate::document::{
    Document, Entity, Gender, Link, Mention, MentionForm, MentionSource, MentionType,
    SpeakerNumber, SpeakerVia,
};
use crate::lexicon::gazetteer::Gazetteer;
use crate::lexicon::user::UserIndex;
use crate::quote::{Judge, QuoteReader};
use crate::resolve::words::SourceWords;
use crate::resolve::{Listed, Resolver};
use crate::segment::Segmenter;
use crate::span::Span;

fn read(marked: &str) -> Document {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let close = rest.find('}').unwrap();
        let (kind, name) = rest[open + 1..close].split_once(':').unwrap();
        let start = text.len() as u32;
        text.push_str(name);
        let kind = match kind {
            "p" => MentionType::Person,
            "o" => MentionType::Organization,
            _ => MentionType::Gpe,
        };
        mentions.push(Mention {
            span: Span::new(start, text.len() as u32),
            kind,
            form: MentionForm::Name,
            entity: None,
            metonymy: false,
            by: MentionSource::Rule,
            rule: "test".into(),
        });
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let mut document = Document::new(text.into());
    let segments = Segmenter::italian().unwrap().segment(&document.text);
    let (gazetteer, words) = (Gazetteer::italian().unwrap(), SourceWords::italian().unwrap());
    let rules = QuoteReader::rules(gazetteer.clone(), &words).unwrap();
    let reader = rules.with_judge(Some(Judge::italian().unwrap()));
    let mut reading = reader.read(&document.text, &segments, &mentions);
    let resolver = Resolver::italian(gazetteer, words).unwrap();
    let index = UserIndex::default();
    let listed = Listed { index: &index, of: &[] };
    document.entities =
        resolver.resolve(&document.text, &segments, &mut mentions, &mut reading, listed);
    (document.mentions, document.quotes) = (mentions, reading.quotes);
    document
}

fn names(document: &Document) -> Vec<&str> {
    document.entities.iter().map(|entity| entity.name.as_str()).collect()
}

fn speakers(document: &Document) -> Vec<&str> {
    let name = |quote: &crate::document::Quote| match (&quote.speaker, &quote.unknown) {
        (Some(speaker), _) => speaker.name.clone(),
        (None, reason) => format!("({})", reason.as_deref().unwrap_or("?")),
    };
    let names: Vec<String> = document.quotes.iter().map(name).collect();
    names.into_iter().map(|name| &*name.leak()).collect()
}

fn entity<'a>(document: &'a Document, name: &str) -> &'a Entity {
    document.entities.iter().find(|entity| entity.name == name).unwrap()
}

#[test]
fn surnames_given_names_and_initials_are_the_full_name() {
    let document = read(
        "{p:Verdi} parte. Il sindaco {p:Anna Verdi} è a {g:Siena}. {p:A. Verdi} saluta. \
         {p:Kim Jong Un} e {p:Kim} tornano.",
    );
    assert_eq!(names(&document), ["Anna Verdi", "Siena", "Kim Jong Un"]);
    assert_eq!(entity(&document, "Anna Verdi").mentions.len(), 3);
    assert_eq!(entity(&document, "Anna Verdi").aliases, ["Verdi", "A. Verdi"]);
    assert_eq!(entity(&document, "Anna Verdi").gender, Some(Gender::Female));
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let document = read(
        "{p:Carlo Neri} ha fondato la ditta. {p:Carlo Neri} vive a {g:Como}. La figlia {p:Lucia Neri} \
         la dirige. {p:Neri} ha smentito la vendita.",
    );
    assert_eq!(names(&document), ["Carlo Neri", "Como", "Lucia Neri"]);
    assert_eq!(entity(&document, "Carlo Neri").mentions.len(), 3);
}

#[test]
fn spellings_acronyms_and_short_forms_of_bodies_meet() {
    let document = read(
        "{p:Sergej Shojgu} e {p:Shoigu}. {p:Gheddafi}, poi {p:Gaddafi}. L'{o:Agenzia Spaziale Lunare} \
         ({o:ASL}) e l'{o:ASL}. Il {o:Dipartimento di Stato americano} e il {o:Dipartimento di Stato}.",
    );
    assert_eq!(
        names(&document),
        ["Sergej Shojgu", "Gheddafi", "Agenzia Spaziale Lunare", "Dipartimento di Stato americano"]
    );
}

#[test]
fn roles_stand_before_and_behind_names() {
    let document = read(
        "Il vice ministro degli Esteri sudcoreano {p:Chang Ho}, ex ambasciatore in {g:Perù}, è arrivato \
         con {p:Ada Rossi}, portavoce della {o:Lega Nuova}.",
    );
    let roles = |name: &str| -> Vec<&str> {
        entity(&document, name).roles.iter().map(|role| document.slice(role.span)).collect()
    };
    assert_eq!(
        roles("Chang Ho"),
        ["vice ministro degli Esteri sudcoreano", "ex ambasciatore in Perù"]
    );
    assert_eq!(roles("Ada Rossi"), ["portavoce della Lega Nuova"]);
}

#[test]
fn a_name_under_a_preposition_is_not_the_speaker() {
    let document = read(
        "Il legale di {p:Ugo Bruni} ha detto che il processo slitta. Il presidente della {o:Sirio}, \
         {p:Elsa Conti}, ha detto che i conti tornano.",
    );
    assert_eq!(speakers(&document), ["legale di Ugo Bruni", "Elsa Conti"]);
    let via = |index: usize| document.quotes[index].speaker.as_ref().unwrap().via;
    assert_eq!((via(0), via(1)), (SpeakerVia::Explicit, SpeakerVia::Apposition));
}

#[test]
fn a_source_that_cannot_speak_gives_way_to_who_can() {
    let document = read(
        "Il sindaco {p:Ivo Galli} è arrivato ieri a {g:Trento}. {p:Galli}, commentando la partita, ha \
         detto che il campo era pesante.",
    );
    assert_eq!(speakers(&document), ["Ivo Galli"]);
}

#[test]
fn a_broader_noun_and_an_office_by_its_field_are_who_holds_it() {
    let document = read(
        "Il gip {p:Marco Pinna} ha firmato l'ordinanza. La ministra dei Trasporti {p:Ada Lolli} tace. \
         «Le prove sono molte e concordi», ha detto il magistrato. «Il treno resta dov'è», ha detto la \
         titolare dei Trasporti.",
    );
    assert_eq!(speakers(&document), ["Marco Pinna", "Ada Lolli"]);
}

#[test]
fn who_speaks_of_himself_is_who_speaks_around() {
    let document = read(
        "«Quando l'ho visto mi sono detta: è lui, non può essere altri», ha raccontato {p:Ada Lolli}.",
    );
    assert!(speakers(&document).iter().all(|&name| name == "Ada Lolli"));
}

#[test]
fn gender_keeps_the_words_that_show_it() {
    let document = read(
        "{p:Weber} si è detta pronta a restare. La ministra {p:Kolo} è partita. Con {p:Anna Verdi} era la \
         {p:Tarz}. {p:Moss}, nato a {g:Como}, ha vinto. La famiglia {p:Lind} è stata avvertita ieri.",
    );
    let shown = |name: &str| {
        let entity = entity(&document, name);
        let evidence = entity.gender_evidence.map(|span| document.slice(span));
        assert_eq!(entity.gender.is_some(), evidence.is_some());
        entity.gender.zip(evidence)
    };
    let (female, male) = (Gender::Female, Gender::Male);
    assert_eq!(shown("Weber"), Some((female, "detta")));
    assert_eq!(shown("Kolo"), Some((female, "ministra")));
    assert_eq!(shown("Anna Verdi"), Some((female, "Anna")));
    assert_eq!(shown("Tarz"), Some((female, "la")));
    assert_eq!(shown("Moss"), Some((male, "nato")));
    assert_eq!(shown("Lind"), None);
}

#[test]
fn a_city_is_the_one_of_the_country_spoken_of_or_the_largest() {
    let geonames = |text: &str, name: &str| {
        let document = read(text);
        match entity(&document, name).links.get("geonames") {
            Some(Link::Number(id)) => *id,
            _ => 0,
        }
    };
    assert_eq!(geonames("Piove a {g:Siena}.", "Siena"), 3_166_548);
    assert_eq!(geonames("Piove a {g:Birmingham}.", "Birmingham"), 2_655_603);
    let american = "Gli {g:Stati Uniti} tacciono. Piove a {g:Birmingham}.";
    assert_eq!(geonames(american, "Birmingham"), 4_049_979);
    let spanish = "La {g:Spagna} tace. Piove a {g:Valencia}, in {g:Spagna}.";
    assert_eq!(geonames(spanish, "Valencia"), 2_509_954);
}

#[test]
fn a_body_is_one_by_the_name_of_its_country_or_its_adjective() {
    let document = read(
        "Il {o:Dipartimento di Stato americano} tace. Il {o:Dipartimento di Stato Usa} parla. Il \
         {o:Dipartimento di Stato} smentisce. Parla {p:Beppe Serra}. {p:Giuseppe Serra} saluta.",
    );
    assert_eq!(names(&document), ["Dipartimento di Stato americano", "Giuseppe Serra"]);
}

#[test]
fn a_description_is_who_was_described_so() {
    let document = read(
        "Il ministro della Difesa {p:Ivo Galli} è a {g:Trento}. «Resteremo uniti e pronti», ha detto il \
         ministro. La cantante {p:Mina Sole} era con lui. «Non lo sapevo davvero», ha detto la cantante.",
    );
    assert_eq!(speakers(&document), ["Ivo Galli", "Mina Sole"]);
    let nominal: Vec<(&str, &str)> = document
        .mentions
        .iter()
        .filter(|mention| mention.form == MentionForm::Nominal)
        .map(|mention| (document.slice(mention.span), mention.entity.unwrap()))
        .map(|(text, id)| (text, document.entity(id).name.as_str()))
        .collect();
    assert_eq!(nominal, [("ministro", "Ivo Galli"), ("cantante", "Mina Sole")]);
    for (id, entity) in document.entities.iter().enumerate() {
        for mention in &entity.mentions {
            let mention = &document.mentions[mention.index()];
            assert_eq!(mention.entity.unwrap().index(), id);
        }
    }
}

#[test]
fn a_null_subject_is_who_spoke_or_acted_last() {
    let document = read(
        "{p:Paolo Serra} ha detto che il ponte è sicuro. Ha poi aggiunto che riaprirà a marzo.\n\
         {p:Rita Luce} è arrivata ieri a {g:Bari}. Ha detto che resterà un mese.",
    );
    assert_eq!(speakers(&document), ["Paolo Serra", "Paolo Serra", "Rita Luce"]);
}

#[test]
fn unnamed_sources_keep_their_words() {
    let document = read(
        "Secondo fonti del ministero, il vertice slitta. Gli esperti statunitensi hanno detto che piove. \
         {g:Roma} e {g:Parigi} hanno detto che il trattato resta.",
    );
    assert_eq!(
        speakers(&document),
        ["fonti del ministero", "esperti statunitensi", "Roma e Parigi"]
    );
    let speaker = |index: usize| document.quotes[index].speaker.as_ref().unwrap();
    assert!(speaker(0).anonymous && speaker(1).anonymous && !speaker(2).anonymous);
    assert_eq!(speaker(2).number, SpeakerNumber::Many);
}

#[test]
fn nobody_is_named_by_an_impersonal() {
    let document =
        read("{p:Leo Valli} tace. Ieri è stato annunciato che il mercato chiuderà a marzo.");
    assert_eq!(speakers(&document), ["(impersonal)"]);
}
