#include "says_who/doubt.h"

namespace nutgraf::says_who {

namespace {

// Log-odds from which on the network outweighs the words: it must be surer to tell what the words do not than to doubt what they do. Chosen on UDS dev.
constexpr double least_against = 0.5;
constexpr double least_for = 1.5;

bool is_said_to_have_happened(const Factuality& f) {
  return f.polarity == Polarity::positive && (f.certainty == Certainty::certain || f.certainty == Certainty::probable) && f.time != Time::future &&
         !f.is_planned && !f.is_foiled;
}

}  // namespace

void weigh_factuality(std::vector<Factuality>& predicates, const reading::ReportView& view) {
  const std::size_t happened = view.sign_named("happened");
  for (Factuality& f : predicates) {
    const double odds = view.sign(f.predicate, happened);
    if (is_said_to_have_happened(f) && odds < -least_against) {
      f.certainty = Certainty::possible;
      f.because += "; report network: doubtful";
    } else if (!is_said_to_have_happened(f) && odds > least_for && f.polarity == Polarity::positive) {
      f.certainty = Certainty::probable;
      if (f.time == Time::future) f.time = Time::none;
      f.is_planned = f.is_foiled = false;
      f.because += "; report network: likely";
    }
  }
}

}  // namespace nutgraf::says_who
