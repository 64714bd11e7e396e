//! Scales from zero, with steps that people count in.

/// A scale that begins at zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Its end; not less than what it is made for, and never zero.
    pub top: f64,
    /// Between two ticks: 1, 2 or 5 times a power of ten.
    pub step: f64,
}

impl Scale {
    /// A scale that holds `greatest`, in at most `steps` steps (at least one). Steps are whole, as what is counted is.
    pub fn nice(greatest: f64, steps: usize) -> Self {
        let greatest = if greatest.is_finite() { greatest.clamp(1.0, 1e12) } else { 1.0 };
        // Few on any screen; the cast is exact.
        let steps = steps.clamp(1, 1000) as f64;
        let mut power = 1.0;
        loop {
            for factor in [1.0, 2.0, 5.0] {
                let step = power * factor;
                let needed = (greatest / step).ceil();
                if needed <= steps {
                    return Self { top: needed * step, step };
                }
            }
            power *= 10.0;
        }
    }

    /// The ticks from zero to the end.
    pub fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let Self { top, step } = *self;
        let count = (top / step).round().max(0.0) as u32;
        (0..=count).map(move |at| f64::from(at) * step)
    }

    /// The part of the scale that a value takes, within 0 and 1.
    pub fn part(&self, value: f64) -> f64 {
        if value.is_finite() { (value / self.top).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// A value as people read it: whole where it is, else with one place after the point.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_those_people_count_in() {
        let ticks = |greatest, steps| Scale::nice(greatest, steps).ticks().collect::<Vec<_>>();
        assert_eq!(ticks(14.0, 4), [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(0.0, 5), [0.0, 1.0]);
        assert_eq!(ticks(f64::NAN, 5), [0.0, 1.0]);
        assert_eq!(ticks(281.0, 3), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(ticks(3.0, 1), [0.0, 5.0]);
        assert_eq!((number(3.0), number(3.26), number(99.96)), ("3".into(), "3.3".into(), "100".into()));
    }

    proptest! {
        #[test]
        fn a_scale_holds_what_it_is_made_for_and_is_not_mostly_empty(greatest in 0.0..1e9_f64, steps in 1usize..40) {
            let scale = Scale::nice(greatest, steps);
            prop_assert!(scale.top >= greatest && scale.top > 0.0);
            prop_assert!(scale.ticks().count() <= steps + 1);
            let exponent = scale.step.log10().floor();
            let factor = scale.step / 10f64.powf(exponent);
            prop_assert!([1.0, 2.0, 5.0].iter().any(|known| (factor - known).abs() < 1e-6));
            if greatest >= 1.0 && steps >= 2 {
                prop_assert!(scale.top <= greatest * 2.5 + 1.0, "{} for {greatest}", scale.top);
            }
            prop_assert!((0.0..=1.0).contains(&scale.part(greatest)));
        }
    }
}
