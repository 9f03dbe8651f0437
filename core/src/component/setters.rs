//! The setters of parameters.

/// Gives a struct of parameters one chained setter a field: of the field's type, or of `impl Into` it.
macro_rules! setters {
    ($(#[$page:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$page])*
        impl $name {
            $(
                $(#[$meta])*
                #[must_use]
                pub fn $field(mut self, $field: $type) -> Self {
                    self.$field = $field.into();
                    self
                }
            )*
        }
    };
}
pub(crate) use setters;
