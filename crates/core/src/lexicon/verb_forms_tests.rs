//! The common verbs: samples of every class and irregular family, homographs, damaged files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::super::checksum;
use super::super::compiled::Header;
use super::super::verb_forms::{VerbFlags, VerbForms};
use super::*;
use crate::ErrorKind;

const FINITE: VerbFlags = VerbFlags::FINITE;
const PAST: VerbFlags = FINITE.and(VerbFlags::PAST);
const FIRST: VerbFlags = FINITE.and(VerbFlags::FIRST_PERSON);
const CONDITIONAL: VerbFlags = FINITE.and(VerbFlags::CONDITIONAL);

fn all() -> &'static BTreeMap<String, VerbFlags> {
    static FORMS: OnceLock<BTreeMap<String, VerbFlags>> = OnceLock::new();
    FORMS.get_or_init(|| forms(COMMON.0, COMMON.1, &italian_verbs().unwrap()).unwrap())
}

fn get(word: &str) -> VerbFlags {
    static READ: OnceLock<VerbForms> = OnceLock::new();
    READ.get_or_init(|| VerbForms::italian().unwrap()).get(word_hash(word))
}

/// Each of `words` has the flags and no others.
#[track_caller]
fn are(flags: VerbFlags, words: &str) {
    for word in words.split_whitespace() {
        assert_eq!(get(word), flags, "{word}");
    }
}

/// Each of `words` has one of the flags at least.
#[track_caller]
fn have(flags: VerbFlags, words: &str) {
    for word in words.split_whitespace() {
        assert!(get(word).has(flags), "{word} is {:?}", get(word));
    }
}

#[test]
fn the_compiled_file_is_up_to_date() {
    let committed =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/it/compiled/verbs.bin")).unwrap();
    let fresh = compile_italian_verb_forms().unwrap();
    assert!(committed == fresh, "data/it/compiled/verbs.bin is stale: run `cargo dev generate`");
    assert!(committed.len() < 700_000, "{} bytes", committed.len());
}

#[test]
fn the_table_gives_every_form_its_flags() {
    let mut shared = 0;
    for (word, flags) in all() {
        let read = get(word);
        assert_eq!(read.and(*flags), read, "{word}");
        shared += usize::from(read != *flags);
    }
    assert!(all().len() > 200_000 && shared < 30, "{shared} of {}", all().len());
}

#[test]
fn regular_verbs_have_their_moods_and_tenses() {
    are(FINITE, "arriva arrivano arriverà arriveranno resta chiude raggiunge vince");
    are(PAST, "arrivava arrivò arrivarono arrivasse arrivassero temette temé finì finirono");
    are(CONDITIONAL, "arriverebbe arriverebbero finirebbe chiuderebbero");
    are(FIRST, "arriviamo arriverò arriveremo finisco temiamo");
    are(FIRST.and(CONDITIONAL), "arriverei arriveremmo");
    are(FIRST.and(VerbFlags::PAST), "arrivavo arrivai arrivammo arrivassi");
    are(VerbFlags::PARTICIPLE, "arrivata arrivati costruite avvicinatosi rivelatasi verificatisi");
    are(VerbFlags::GERUND, "arrivando chiudendolo portandosi finendo dandogli facendone");
    are(VerbFlags::INFINITIVE, "arrivare chiuderla portarsi finirli dargli farne arrivar porre");
    are(FINITE, "finisce finiscono finisca sente sentono capisce dorme ripartono devia deviino");
}

#[test]
fn irregular_verbs_have_their_presents() {
    are(FINITE, "salgono tiene tengono sceglie scelgono muore muoiono vuole vogliono coglie");
    are(FINITE, "toglie tolgono rimane rimangono permane viene provengono esce fuoriescono ode");
    are(FINITE, "pone compongono trae sottraggono riduce producono beve bevono cuoce cuociono");
    are(FINITE, "spegne spengono siede siedono possiede possiedono nuoce nuocciono giace tacciono");
    are(FINITE, "compie compiono riempie riempiono cuce cuciono soddisfa soddisfano rifà rifanno");
    are(FINITE, "appare appaiono scompaiono assale assalgono vale valgono interdice indicono");
    are(FINITE, "deve debba può possano ha hanno sa sanno dà danneggia sta sottostà va vanno è");
}

#[test]
fn irregular_verbs_have_their_pasts_and_futures() {
    are(PAST, "vinse raggiunsero disse fece fecero diede stette nacque morì visse bevve crebbe");
    are(PAST, "ruppe corruppero cadde accaddero venne tenne rimase chiese pose sottrasse ridusse");
    are(PAST, "scelse tolsero sciolse volle parve apparve scomparvero piacque tacque nocque");
    are(PAST, "spense distrusse protesse inflisse sconfisse eresse sorse volse risolse");
    are(PAST, "spesero decisero compì riempì piovve assunse redense insistette");
    let both = PAST.and(VerbFlags::PARTICIPLE);
    are(both, "uccise emerse valse concluse fuse invase rase lese esplose espulse scisse");
    are(PAST, "beveva diceva poneva traeva conduceva faceva compiva riempiva era fossero");
    are(FINITE, "berrà vivrà sopravviverà verrà terrà vorrà rimarrà varrà porrà trarrà condurrà");
    are(FINITE, "scierà godrà cadrà vedrà prevederà soddisferà compirà riempirà farà cercherà");
    are(FINITE, "mangerà lascerà annuncerà pagherà consiglierà comincino paghi cerchino");
}

#[test]
fn irregular_verbs_have_their_participles() {
    let participle = VerbFlags::PARTICIPLE;
    are(participle, "raggiunto tolto vinta rimasto rimasti chiesto ucciso distrutto");
    are(participle, "espulso sciolto assolto coinvolti travolta emersa sommersa esplosa");
    are(participle, "cotto bevuto cresciuto piaciuto piovuto compiuto riempito soddisfatto");
    are(participle, "sottoposto attratto indotto prevenuto ottenuto sepolto inferto evoluto");
    are(participle, "inflitto infranto estorto percosso redento scisso eretto vissuta trattenuto");
    have(participle, "speso corso sceso perso mosso nato morto aperto coperto offerto messo");
    have(participle, "chiuso deciso preso reso sorto svolto rotto fatto posto prodotto teso");
}

#[test]
fn homographs_are_marked() {
    have(
        VerbFlags::ALSO_NOUN,
        "porta conta visita spesa spese corsa lavoro lavori partita presa fermo sale parte punta \
         forma marcia arma caccia data dati controllo controlli mostra legge mente danno \
         stato successo figura riforma ricerca squadra segnali migliori operai tagliando potere",
    );
    for word in "vince arriva resta chiude raggiunge tenta spiega muore pensano annuncia".split(' ')
    {
        assert!(get(word).has(FINITE) && !get(word).has(VerbFlags::ALSO_NOUN), "{word}");
    }
    are(FINITE.and(VerbFlags::ALSO_NOUN), "conta sale mente");
    are(FIRST.and(VerbFlags::ALSO_NOUN), "lavoro controllo inizio");
}

#[test]
fn words_that_are_no_verbs_are_absent() {
    are(
        VerbFlags::NONE,
        "sono sia dei come dove prima ora ancora meno dopo entro verso presso che non più sei \
         stesse città presidente oggi però perché così",
    );
}

#[test]
fn damaged_files_are_errors() {
    let compiled = compile_italian_verb_forms().unwrap();
    let refused = |bytes: &[u8], language| {
        let error = VerbForms::new(bytes.to_vec(), language).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Model);
    };
    refused(&compiled, "en");
    for length in (0..200).chain((0..compiled.len()).step_by(9973)) {
        refused(&compiled[..length], "it");
    }
    for at in (0..200).chain((0..compiled.len()).step_by(9973)) {
        let mut hurt = compiled.clone();
        hurt[at] ^= 0x11;
        refused(&hurt, "it");
    }
}

/// With the checksum mended, nothing that is read may panic.
#[test]
fn forged_files_are_refused_or_harmless() {
    let compiled = compile_italian_verb_forms().unwrap();
    for at in (Header::SUMMED_FROM..400).chain((400..compiled.len()).step_by(49_999)) {
        for change in [1, 129] {
            let mut forged = compiled.clone();
            forged[at] = forged[at].wrapping_add(change);
            let sum = checksum(&forged[Header::SUMMED_FROM..]);
            forged[16..24].copy_from_slice(&sum.to_le_bytes());
            if let Ok(read) = VerbForms::new(forged, "it") {
                for word in 0..2000_u64 {
                    let hash = word.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    let _ = (read.get(hash), read.get(word), read.get(!word));
                }
            }
        }
    }
}

#[test]
fn bad_data_are_errors_with_their_line() {
    let verbs = italian_verbs().unwrap();
    let rest = "are_stressed_i = []\nere = []\nire = []\nire_isc = []\n";
    let told = |text: &str| forms("x.toml", text, &verbs).unwrap_err().to_string();
    let twice = format!(
        "{rest}never = []\nalso_nouns = []\nalso_nouns_and_plurals = []\nare = [\n\"votare\",\n\"votare\"]\n[like]\n"
    );
    assert!(told(&twice).contains("twice") && told(&twice).contains("x.toml:10"));
    let noun = format!(
        "{rest}never = []\nalso_nouns = [\"tavolo\"]\nalso_nouns_and_plurals = []\nare = []\n[like]\n"
    );
    assert!(told(&noun).contains("`tavolo` is no form"));
    let list = format!(
        "{rest}never = []\nalso_nouns = []\nalso_nouns_and_plurals = []\nare = [\"temere\"]\n[like]\n"
    );
    assert!(told(&list).contains("list of its ending"));
    let model = format!(
        "{rest}never = []\nalso_nouns = []\nalso_nouns_and_plurals = []\nare = []\n[like]\nfoo = [\"vedere2re\"]\n"
    );
    assert!(told(&model).contains("foo"));
}

#[test]
fn plurals_are_spelt_as_they_sound() {
    let all = ["lavoro", "attacco", "luogo", "premio", "spesa", "marca", "traccia", "storia"];
    let plurals = all.map(|word| plural(word).unwrap_or_default());
    let told = ["lavori", "attacchi", "luoghi", "premi", "spese", "marche", "tracce", "storie"];
    assert_eq!(plurals, told);
}
