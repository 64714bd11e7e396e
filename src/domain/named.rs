//! Enums whose members have stable names, used in JSON, in the tables and on the command line.

/// Makes an enum with `ALL`, `name` and `from_name`; serde uses the same names.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $member:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$note])* #[serde(rename = $text)] $member,)*
        }

        impl $name {
            /// All members, in their natural order.
            pub const ALL: [Self; [$($text),*].len()] = [$(Self::$member),*];

            /// Name in JSON, in the tables and on the command line; never changes.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text,)* }
            }

            /// The member with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|member| member.name() == name)
            }
        }
    };
}

pub(crate) use named;
