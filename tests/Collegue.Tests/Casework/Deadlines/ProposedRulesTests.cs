using Collegue.Casework.Deadlines;
using Collegue.Casework.Triage;
using Xunit;

namespace Collegue.Tests.Casework.Deadlines;

public sealed class ProposedRulesTests
{
    [Fact]
    public void Every_proposal_is_for_a_kind_of_the_list() =>
        Assert.Empty(ProposedRules.Default.Tasks.Except(RuleSet.Default.Kinds.Select(kind => kind.Slug)));

    [Fact]
    public void Nobody_has_signed_a_proposal_and_so_nothing_is_told_of_silence() =>
        Assert.All(RuleSet.Default.Kinds, kind => Assert.Equal(SilenceEffect.Undetermined, RuleBook.Proposed(kind.Slug).ToldEffect));

    [Fact]
    public void A_proposed_effect_names_its_source_its_delay_and_when_it_refuses_the_remedies() =>
        Assert.All(ProposedRules.Default.Tasks.Select(ProposedRules.Default.Of).Where(terms => terms.Effect != SilenceEffect.Undetermined), terms =>
        {
            Assert.NotNull(terms.Silence);
            Assert.NotEqual(ProposedRules.Default.Of(ProposedRules.Other).Source, terms.Source);
            Assert.Equal(terms.Effect == SilenceEffect.Refuses, terms.Remedies.Length > 0);
        });

    [Fact]
    public void Silence_of_an_unknown_kind_is_never_guessed()
    {
        var other = ProposedRules.Default.Of("a-kind-nobody-knows");

        Assert.Equal((SilenceEffect.Undetermined, null), (other.Effect, other.Silence));
        Assert.NotEmpty(other.Source);
        Assert.NotEmpty(other.CountingSource);
    }
}
