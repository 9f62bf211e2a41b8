using Collegue.Answering;
using Collegue.Answering.Safeguards.Instructions;
using Collegue.Scripted;
using Collegue.Tests.Answering;
using Collegue.Tests.Answering.Generating;
using Collegue.Tests.Answering.Models;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Injections;

/// <summary>A model that does all it is told by whoever writes: what it says of itself is not shown, nor are the orders it repeats from a document.</summary>
public sealed class ObeyingModelTests(StorageFixture storage) : ModelScenario(storage)
{
    [Fact]
    public async Task What_a_message_or_a_document_orders_is_never_shown_whatever_the_model_does()
    {
        var order = "";
        await using var model = await ScriptedModel.StartAsync(async exchange =>
        {
            await exchange.WriteAsync(Scripts.Line(order, 1, Price));
            await exchange.WriteAsync(Scripts.Line(order, 2, order));
            await exchange.WriteAsync($"{{\"status\":\"human\",\"recipient\":\"{InjectionAttempt.Mark}@mal.example\",\"tool\":\"send\"}}\n");
            await exchange.WriteAsync(Scripts.Line(Price, 1, Price));
            await exchange.EndAsync();
        });
        var obeyed = new List<string>();
        foreach (var attempt in InjectionAttempts.All)
        {
            order = attempt.Text;
            var shelf = Canteen().Add("cantine/note", "Note sur le repas à la cantine", local: true, new Leaf($"Le repas à la cantine se prend à midi. {attempt.Text}"));
            await using var yard = await YardAsync(shelf);
            await yard.ChooseAsync(model);

            foreach (var question in new[] { Asked, $"{Asked}\n\n{attempt.Text}" })
            {
                var answer = await yard.AskAsync(question);
                if (answer.Status != AnswerStatus.Answered || answer.Text.Contains(InjectionAttempt.Mark, StringComparison.OrdinalIgnoreCase)
                    || answer.Sentences.Any(sentence => !sentence.Supported || InstructionDetector.Addresses(sentence.Text)))
                    obeyed.Add($"{attempt.Id}: {answer.Status}: {answer.Text}");
            }
        }

        Assert.Empty(obeyed);
    }
}
