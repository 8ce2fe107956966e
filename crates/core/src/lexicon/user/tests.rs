use super::*;
use crate::Extractor;
use crate::document::{Document, MentionSource};

fn read(gazetteer: UserGazetteer, text: &str) -> Document {
    Extractor::builder().gazetteer(gazetteer).build().unwrap().extract(text)
}

fn listed(entries: &[(&str, Option<MentionType>)]) -> UserGazetteer {
    let mut gazetteer = UserGazetteer::new();
    for &(name, kind) in entries {
        gazetteer.add(GazetteerEntry::new(name, kind)).unwrap();
    }
    gazetteer
}

fn names(document: &Document) -> Vec<(&str, MentionType, MentionSource)> {
    let each = document.mentions.iter().filter(|mention| mention.kind != MentionType::Demonym);
    each.map(|mention| (document.slice(mention.span), mention.kind, mention.by)).collect()
}

const BY_USER: MentionSource = MentionSource::Gazetteer;

#[test]
fn a_listed_name_wins_over_what_else_is_found_there() {
    let text = "Ieri a Siena la Quercia Verde di Bolzano ha presentato il progetto.";
    let lists =
        listed(&[("quercia verde", Some(MentionType::Work)), ("Siena", Some(MentionType::Event))]);
    let found = read(lists, text);
    assert!(names(&found).contains(&("Siena", MentionType::Event, BY_USER)));
    assert!(names(&found).contains(&("Quercia Verde", MentionType::Work, BY_USER)));
}

#[test]
fn the_longest_listed_name_is_taken_and_a_longer_name_around_it_stays() {
    let lists = listed(&[
        ("Alba", Some(MentionType::Product)),
        ("Alba Nuova", Some(MentionType::Product)),
        ("Bianchi", Some(MentionType::Person)),
    ]);
    let found = read(lists, "L'Alba Nuova è piaciuta al sindaco Mario Bianchi. Alba è finita.");
    let names = names(&found);
    assert_eq!(names[0], ("Alba Nuova", MentionType::Product, BY_USER));
    assert_eq!(names[1].0, "Mario Bianchi");
    assert_eq!(names[2], ("Alba", MentionType::Product, BY_USER));
}

#[test]
fn capitals_of_the_list_are_asked_for() {
    let lists = listed(&[("Sole", Some(MentionType::Product)), ("dino", None)]);
    let found = read(lists, "Il sole batte sul Sole e su DINO, non sul dino.");
    let surfaces: Vec<&str> = names(&found).iter().map(|name| name.0).collect();
    assert_eq!(surfaces, ["Sole", "DINO", "dino"]);
}

#[test]
fn aliases_share_an_entity_with_id_and_links() {
    let csv = "name,type,aliases,id,links\n\
               \"Banca del Colle, S.p.A.\",organization,BdC|Banca del Colle,b-7,wikidata=Q9|rea=1203\n";
    let gazetteer = UserGazetteer::from_csv(csv).unwrap();
    let found = read(gazetteer, "La Banca del Colle cresce. Ieri BdC ha detto che assumerà.");
    let entity = &found.entities[0];
    assert_eq!(
        (entity.name.as_str(), &entity.aliases[..]),
        ("Banca del Colle", &["BdC".into()][..])
    );
    assert_eq!(entity.links["id"], Link::Code("b-7".into()));
    assert_eq!(entity.links["wikidata"], Link::Code("Q9".into()));
    assert_eq!(entity.links["rea"], Link::Number(1203));
}

#[test]
fn every_format_reads_the_same_entries() {
    let csv = "name;type;aliases;id\r\n\"Ada \"\"Ape\"\" Neri\";person;Neri|Ape;4\r\n";
    let tsv = "\u{feff}Type\tName\tId\tAliases\nperson\tAda \"Ape\" Neri\t4\tNeri|Ape\n";
    let jsonl = "\n{\"name\": \"Ada \\\"Ape\\\" Neri\", \"type\": \"person\", \"aliases\": [\"Neri\", \
                 \"Ape\"], \"id\": 4}\n";
    let from_csv = UserGazetteer::from_csv(csv).unwrap();
    assert_eq!(from_csv.entries()[0].name, "Ada \"Ape\" Neri");
    assert_eq!(from_csv.entries()[0].aliases, ["Neri", "Ape"]);
    assert_eq!(UserGazetteer::from_tsv(tsv).unwrap(), from_csv);
    assert_eq!(UserGazetteer::from_jsonl(jsonl).unwrap(), from_csv);
}

#[test]
fn a_bad_row_names_file_line_and_mend() {
    let csv = |text: &str| UserGazetteer::from_csv(text).expect_err("bad").to_string();
    assert_eq!(
        csv("name,type\nA,person\nB,persone\n"),
        "csv:3: unknown type `persone`; write one of person, organization, gpe, location, facility, \
         event, product, work, demonym"
    );
    assert_eq!(
        csv("name,typ\n"),
        "csv:1: there is no column `typ`; the first row names the columns: \
                                   name, type, aliases, id, links"
    );
    assert_eq!(
        csv("name\n\"A\nB\"\n\nB,\n"),
        "csv:5: the row has 2 cells for 1 columns; put cells that \
                                            hold the separator in quotation marks"
    );
    assert_eq!(
        csv("name,id\n\"A,1\n"),
        "csv:2: a quotation mark is opened and not closed; close it; a \
                                        mark inside a cell is doubled"
    );
    assert_eq!(
        csv("name,id\n,1\n"),
        "csv:2: the entry has an empty name; write the name, or leave \
                                     the entry or alias out"
    );
    assert!(csv("name,id\nA,1\nA,1\nA,2\n").starts_with("csv:4: `A` is listed before, as entry 1"));
    assert!(csv("name,links\nA,x\n").starts_with("csv:2: a link has no register"));
    let jsonl = UserGazetteer::from_jsonl("{\"name\": \"A\"}\n{\"nome\": \"B\"}").expect_err("bad");
    assert!(jsonl.to_string().starts_with("jsonl:2: unknown field `nome`"), "{jsonl}");
}
