//! One suite for every front end: literate cases, the schema, and the invariants.
