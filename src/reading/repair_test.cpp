#include "reading/repair.h"

#include <gtest/gtest.h>

namespace nutgraf::reading {
namespace {

struct Word {
  const char* form;
  Upos upos;
  std::int32_t head;
  Deprel deprel;
};

Reading read(const std::vector<Word>& words) {
  Reading reading;
  for (const Word& word : words) {
    Token token;
    token.form = token.lower = token.lemma = word.form;
    token.upos = word.upos;
    token.head = word.head;
    token.deprel = word.deprel;
    reading.tokens.push_back(token);
  }
  Sentence sentence;
  sentence.tokens = {0, reading.size()};
  reading.sentences.push_back(sentence);
  return reading;
}

TEST(Repair, a_second_subject_goes_to_the_clause_that_has_none) {
  Reading reading = read({{"it", Upos::pron, 1, Deprel::nsubj},
                          {"said", Upos::verb, no_token, Deprel::root},
                          {"people", Upos::noun, 1, Deprel::nsubj},
                          {"were", Upos::aux, 4, Deprel::aux_pass},
                          {"held", Upos::verb, 1, Deprel::ccomp}});
  repair_trees(reading);
  EXPECT_EQ(reading[2].head, 4);
  EXPECT_EQ(reading[2].deprel, Deprel::nsubj_pass);
  EXPECT_EQ(reading[0].head, 1);
}

TEST(Repair, a_hedged_count_after_a_verb_is_its_object) {
  Reading reading = read({{"bombs", Upos::noun, 1, Deprel::nsubj},
                          {"killed", Upos::verb, no_token, Deprel::root},
                          {"at", Upos::adp, 5, Deprel::case_},
                          {"least", Upos::adj, 5, Deprel::nmod},
                          {"31", Upos::num, 5, Deprel::nummod},
                          {"people", Upos::noun, 1, Deprel::obl}});
  repair_trees(reading);
  EXPECT_EQ(reading[5].deprel, Deprel::obj);
}

TEST(Repair, lengths_of_time_and_true_prepositions_stay_as_they_are) {
  Reading reading = read({{"they", Upos::pron, 1, Deprel::nsubj},
                          {"waited", Upos::verb, no_token, Deprel::root},
                          {"three", Upos::num, 3, Deprel::nummod},
                          {"day", Upos::noun, 1, Deprel::obl},
                          {"with", Upos::adp, 6, Deprel::case_},
                          {"two", Upos::num, 6, Deprel::nummod},
                          {"friends", Upos::noun, 1, Deprel::obl}});
  repair_trees(reading);
  EXPECT_EQ(reading[3].deprel, Deprel::obl);
  EXPECT_EQ(reading[6].deprel, Deprel::obl);
}

}  // namespace
}  // namespace nutgraf::reading
