//! Tables of key verbs, checked form by form.

use super::*;
use crate::lexicon::compile::italian_verbs;

fn forms(lemma: &str) -> Vec<(String, Form)> {
    conjugate(&italian_verbs().unwrap().paradigm(lemma, None).unwrap())
}

/// The six persons of a tense, blanks between; variants after a slash.
fn six(lemma: &str, mood: Mood, tense: Tense) -> String {
    let forms = forms(lemma);
    let person = |&(person, number): &(u8, Number)| {
        let wanted = Form::finite(mood, tense, person, number);
        let mut words: Vec<&str> = Vec::new();
        for (word, _) in forms.iter().filter(|(_, form)| *form == wanted) {
            if !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        words.join("/")
    };
    PERSONS.iter().map(person).collect::<Vec<_>>().join(" ")
}

fn present(lemma: &str) -> String {
    six(lemma, Mood::Indicative, Tense::Present)
}

fn past(lemma: &str) -> String {
    six(lemma, Mood::Indicative, Tense::RemotePast)
}

fn future(lemma: &str) -> String {
    six(lemma, Mood::Indicative, Tense::Future)
}

fn subjunctive(lemma: &str) -> String {
    six(lemma, Mood::Subjunctive, Tense::Present)
}

fn participles(lemma: &str) -> String {
    let all = forms(lemma);
    let plain = |form: &Form| form.mood() == Mood::PastParticiple && !form.has_clitic();
    let words: Vec<&str> =
        all.iter().filter(|(_, form)| plain(form)).map(|(word, _)| word.as_str()).collect();
    words.join(" ")
}

fn has(lemma: &str, word: &str, form: Form) -> bool {
    forms(lemma).contains(&(word.to_owned(), form))
}

#[test]
fn regular_verbs_follow_their_conjugation() {
    assert_eq!(present("spiegare"), "spiego spieghi spiega spieghiamo spiegate spiegano");
    assert_eq!(
        future("spiegare"),
        "spiegherò spiegherai spiegherà spiegheremo spiegherete spiegheranno"
    );
    assert_eq!(past("spiegare"), "spiegai spiegasti spiegò spiegammo spiegaste spiegarono");
    assert_eq!(subjunctive("negare"), "neghi neghi neghi neghiamo neghiate neghino");
    assert_eq!(present("annunciare"), "annuncio annunci annuncia annunciamo annunciate annunciano");
    assert_eq!(
        future("minacciare"),
        "minaccerò minaccerai minaccerà minacceremo minaccerete minacceranno"
    );
    assert_eq!(
        subjunctive("pronunciare"),
        "pronunci pronunci pronunci pronunciamo pronunciate pronuncino"
    );
    assert_eq!(
        future("consigliare"),
        "consiglierò consiglierai consiglierà consiglieremo consiglierete consiglieranno"
    );
    assert_eq!(present("inviare"), "invio invii invia inviamo inviate inviano");
    assert_eq!(subjunctive("inviare"), "invii invii invii inviamo inviate inviino");
    assert_eq!(
        six("affermare", Mood::Subjunctive, Tense::Imperfect),
        "affermassi affermassi affermasse affermassimo affermaste affermassero"
    );
    assert_eq!(
        past("temere"),
        "temei/temetti temesti temé/temette tememmo temeste temerono/temettero"
    );
    assert_eq!(
        six("credere", Mood::Conditional, Tense::Present),
        "crederei crederesti crederebbe crederemmo credereste crederebbero"
    );
    assert_eq!(present("riferire"), "riferisco riferisci riferisce riferiamo riferite riferiscono");
    assert_eq!(past("riferire"), "riferii riferisti riferì riferimmo riferiste riferirono");
    assert_eq!(
        subjunctive("ribadire"),
        "ribadisca ribadisca ribadisca ribadiamo ribadiate ribadiscano"
    );
    assert_eq!(present("avvertire"), "avverto avverti avverte avvertiamo avvertite avvertono");
    assert_eq!(
        six("proseguire", Mood::Indicative, Tense::Imperfect),
        "proseguivo proseguivi proseguiva proseguivamo proseguivate proseguivano"
    );
    assert_eq!(participles("assicurare"), "assicurato assicurata assicurati assicurate");
    assert_eq!(participles("riconoscere"), "riconosciuto riconosciuta riconosciuti riconosciute");
}

#[test]
fn presents_of_irregular_verbs() {
    for table in [
        "essere: sono sei è siamo siete sono",
        "avere: ho hai ha abbiamo avete hanno",
        "venire: vengo vieni viene veniamo venite vengono",
        "andare: vado vai va andiamo andate vanno",
        "stare: sto stai sta stiamo state stanno",
        "dare: do dai dà diamo date danno",
        "fare: faccio fai fa facciamo fate fanno",
        "dire: dico dici dice diciamo dite dicono",
        "contraddire: contraddico contraddici contraddice contraddiciamo contraddite contraddicono",
        "potere: posso puoi può possiamo potete possono",
        "dovere: devo/debbo devi deve dobbiamo dovete devono/debbono",
        "volere: voglio vuoi vuole vogliamo volete vogliono",
        "sapere: so sai sa sappiamo sapete sanno",
        "tenere: tengo tieni tiene teniamo tenete tengono",
        "sostenere: sostengo sostieni sostiene sosteniamo sostenete sostengono",
        "ritenere: ritengo ritieni ritiene riteniamo ritenete ritengono",
        "porre: pongo poni pone poniamo ponete pongono",
        "esporre: espongo esponi espone esponiamo esponete espongono",
        "chiedere: chiedo chiedi chiede chiediamo chiedete chiedono",
        "leggere: leggo leggi legge leggiamo leggete leggono",
        "aggiungere: aggiungo aggiungi aggiunge aggiungiamo aggiungete aggiungono",
        "accogliere: accolgo accogli accoglie accogliamo accogliete accolgono",
        "dedurre: deduco deduci deduce deduciamo deducete deducono",
        "trarre: traggo trai trae traiamo traete traggono",
        "tacere: taccio taci tace tacciamo tacete tacciono",
        "rimanere: rimango rimani rimane rimaniamo rimanete rimangono",
        "riuscire: riesco riesci riesce riusciamo riuscite riescono",
        "esigere: esigo esigi esige esigiamo esigete esigono",
        "prevedere: prevedo prevedi prevede prevediamo prevedete prevedono",
        "dolere: dolgo duoli duole doliamo dolete dolgono",
        "apparire: appaio appari appare appariamo apparite appaiono",
        "parere: paio pari pare paiamo parete paiono",
    ] {
        let (lemma, persons) = table.split_once(": ").unwrap();
        assert_eq!(present(lemma), persons, "{lemma}");
    }
}

#[test]
fn remote_pasts_of_irregular_verbs() {
    for table in [
        "essere: fui fosti fu fummo foste furono",
        "avere: ebbi avesti ebbe avemmo aveste ebbero",
        "dire: dissi dicesti disse dicemmo diceste dissero",
        "fare: feci facesti fece facemmo faceste fecero",
        "stare: stetti stesti stette stemmo steste stettero",
        "dare: diedi desti diede/dette demmo deste diedero/dettero",
        "chiedere: chiesi chiedesti chiese chiedemmo chiedeste chiesero",
        "rispondere: risposi rispondesti rispose rispondemmo rispondeste risposero",
        "scrivere: scrissi scrivesti scrisse scrivemmo scriveste scrissero",
        "leggere: lessi leggesti lesse leggemmo leggeste lessero",
        "sostenere: sostenni sostenesti sostenne sostenemmo sosteneste sostennero",
        "venire: venni venisti venne venimmo veniste vennero",
        "porre: posi ponesti pose ponemmo poneste posero",
        "proporre: proposi proponesti propose proponemmo proponeste proposero",
        "aggiungere: aggiunsi aggiungesti aggiunse aggiungemmo aggiungeste aggiunsero",
        "ammettere: ammisi ammettesti ammise ammettemmo ammetteste ammisero",
        "promettere: promisi promettesti promise promettemmo prometteste promisero",
        "concludere: conclusi concludesti concluse concludemmo concludeste conclusero",
        "riconoscere: riconobbi riconoscesti riconobbe riconoscemmo riconosceste riconobbero",
        "vedere: vidi vedesti vide vedemmo vedeste videro",
        "dedurre: dedussi deducesti dedusse deducemmo deduceste dedussero",
        "emergere: emersi emergesti emerse emergemmo emergeste emersero",
        "potere: potei potesti poté potemmo poteste poterono",
        "volere: volli volesti volle volemmo voleste vollero",
        "sapere: seppi sapesti seppe sapemmo sapeste seppero",
        "rompere: ruppi rompesti ruppe rompemmo rompeste ruppero",
        "decidere: decisi decidesti decise decidemmo decideste decisero",
        "raccogliere: raccolsi raccogliesti raccolse raccogliemmo raccoglieste raccolsero",
    ] {
        let (lemma, persons) = table.split_once(": ").unwrap();
        assert_eq!(past(lemma), persons, "{lemma}");
    }
}

#[test]
fn futures_and_subjunctives_of_irregular_verbs() {
    for (lemma, first) in [
        ("essere", "sarò"),
        ("avere", "avrò"),
        ("dire", "dirò"),
        ("fare", "farò"),
        ("stare", "starò"),
        ("andare", "andrò"),
        ("venire", "verrò"),
        ("sostenere", "sosterrò"),
        ("porre", "porrò"),
        ("tradurre", "tradurrò"),
        ("volere", "vorrò"),
        ("dovere", "dovrò"),
        ("potere", "potrò"),
        ("vedere", "vedrò"),
        ("prevedere", "prevederò"),
        ("rimanere", "rimarrò"),
        ("sapere", "saprò"),
    ] {
        assert_eq!(future(lemma).split(' ').next(), Some(first));
    }
    for table in [
        "essere: sia sia sia siamo siate siano",
        "avere: abbia abbia abbia abbiamo abbiate abbiano",
        "dire: dica dica dica diciamo diciate dicano",
        "fare: faccia faccia faccia facciamo facciate facciano",
        "sostenere: sostenga sostenga sostenga sosteniamo sosteniate sostengano",
        "venire: venga venga venga veniamo veniate vengano",
        "potere: possa possa possa possiamo possiate possano",
        "dovere: debba debba debba/deva dobbiamo dobbiate debbano/devano",
        "andare: vada vada vada andiamo andiate vadano",
        "uscire: esca esca esca usciamo usciate escano",
    ] {
        let (lemma, persons) = table.split_once(": ").unwrap();
        assert_eq!(subjunctive(lemma), persons, "{lemma}");
    }
    let unreal = |lemma| six(lemma, Mood::Subjunctive, Tense::Imperfect);
    assert_eq!(unreal("essere"), "fossi fossi fosse fossimo foste fossero");
    assert_eq!(unreal("dare"), "dessi dessi desse dessimo deste dessero");
    assert_eq!(unreal("dire"), "dicessi dicessi dicesse dicessimo diceste dicessero");
    assert_eq!(
        six("essere", Mood::Conditional, Tense::Present),
        "sarei saresti sarebbe saremmo sareste sarebbero"
    );
}

#[test]
fn participles_agree() {
    for (lemma, all) in [
        ("dire", "detto detta detti dette"),
        ("fare", "fatto fatta fatti fatte"),
        ("chiedere", "chiesto chiesta chiesti chieste"),
        ("rispondere", "risposto risposta risposti risposte"),
        ("scrivere", "scritto scritta scritti scritte"),
        ("leggere", "letto letta letti lette"),
        ("aggiungere", "aggiunto aggiunta aggiunti aggiunte"),
        ("ammettere", "ammesso ammessa ammessi ammesse"),
        ("esporre", "esposto esposta esposti esposte"),
        ("essere", "stato stata stati state"),
        ("avere", "avuto avuta avuti avute"),
        ("sostenere", "sostenuto sostenuta sostenuti sostenute"),
        ("esprimere", "espresso espressa espressi espresse"),
        ("insistere", "insistito insistita insistiti insistite"),
        ("vedere", "visto vista visti viste veduto veduta veduti vedute"),
        ("evincere", "evinto evinta evinti evinte"),
    ] {
        assert_eq!(participles(lemma), all);
    }
}

#[test]
fn pronouns_are_written_with_infinitive_gerund_participle_and_imperative() {
    let (infinitive, gerund) = (Form::bare(Mood::Infinitive), Form::bare(Mood::Gerund));
    let lo = Some(Clitic::Lo);
    assert!(has("dire", "dir", infinitive.truncated()));
    assert!(has("dire", "dirlo", infinitive.with_clitics(None, lo)));
    assert!(has("dire", "dirglielo", infinitive.with_clitics(Some(Clitic::Gli), lo)));
    assert!(has("porre", "porsi", infinitive.with_clitics(Some(Clitic::Si), None)));
    assert!(has("porre", "por", infinitive.truncated()));
    assert!(has("dire", "dicendogli", gerund.with_clitics(Some(Clitic::Gli), None)));
    assert!(has("chiedere", "chiedendosi", gerund.with_clitics(Some(Clitic::Si), None)));
    assert!(has("aggiungere", "aggiungendovi", gerund.with_clitics(Some(Clitic::Vi), None)));
    assert!(has("fare", "facendone", gerund.with_clitics(None, Some(Clitic::Ne))));
    let said = Form::agreeing(Mood::PastParticiple, Some(Gender::Feminine), Number::Singular);
    assert!(has("dire", "dettasi", said.with_clitics(Some(Clitic::Si), None)));
    let you = Form::finite(Mood::Imperative, Tense::Present, 2, Number::Singular);
    assert!(has("dire", "di'", you) && has("affermare", "afferma", you));
    assert!(has("dire", "dimmi", you.with_clitics(Some(Clitic::Mi), None)));
    assert!(has("dire", "digli", you.with_clitics(Some(Clitic::Gli), None)));
    assert!(has("contraddire", "contraddici", you));
    let we = Form::finite(Mood::Imperative, Tense::Present, 1, Number::Plural);
    assert!(has("dire", "diciamolo", we.with_clitics(None, lo)));
}

#[test]
fn every_irregular_verb_conjugates_without_an_empty_form() {
    let verbs = italian_verbs().unwrap();
    let mut count = 0;
    for lemma in verbs.lemmas() {
        let forms = conjugate(&verbs.paradigm(lemma, None).unwrap());
        assert!(forms.len() > 180 && forms.iter().all(|(word, _)| word.len() > 1), "{lemma}");
        let doubled = |(word, _): &(String, Form)| {
            word.contains("ii") && !word.ends_with("ii") && !word.ends_with("iino")
        };
        // `siilo` and its like.
        assert!(lemma == "essere" || !forms.iter().any(doubled), "{lemma}");
        count += 1;
    }
    assert!(count > 150);
}
