//! Given names with their gender, and surnames.

use crate::document::Gender;
use crate::lexicon::gazetteer::{Gazetteer, Lists};

/// Names of people, as the gazetteer has them.
#[derive(Debug)]
pub(crate) struct People(Gazetteer);

impl People {
    /// The people of a gazetteer.
    pub(crate) fn new(gazetteer: Gazetteer) -> Self {
        Self(gazetteer)
    }

    /// The gender of those who bear this given name, where nearly all have one.
    pub(crate) fn given_gender(&self, word: u64) -> Option<Gender> {
        let (_, known) = self.0.longest([word]).filter(|(_, it)| it.lists.meets(Lists::GIVEN))?;
        match known.gender {
            1 => Some(Gender::Female),
            2 => Some(Gender::Male),
            _ => None,
        }
    }

    pub(crate) fn is_italian_surname(&self, word: u64) -> bool {
        self.0.lists_of([word]).meets(Lists::SURNAME_ITALIAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_hash;

    #[test]
    fn given_names_have_the_gender_of_their_bearers_and_not_of_a_namesake() {
        let people = People::new(Gazetteer::italian().unwrap());
        let gender = |name: &str| people.given_gender(word_hash(name));
        assert_eq!(gender("Caterina"), Some(Gender::Female));
        assert_eq!(gender("Ettore"), Some(Gender::Male));
        assert_eq!(gender("tavolo"), None);
        assert!(people.is_italian_surname(word_hash("Rossi")));
        assert!(!people.is_italian_surname(word_hash("Weber")));
    }
}
