using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace AdminPortal.Tests.Shell;

public sealed class DialogsTests : PageContext
{
    [Fact]
    public async Task A_question_puts_the_focus_on_its_harmless_answer_itself_at_once()
    {
        var host = Render<DialogHost>();
        DialogOptions? opened = null;
        Services.GetRequiredService<DialogService>().OnOpen += (_, _, _, options) => opened = options;
        var asking = host.InvokeAsync(() => Services.GetRequiredService<Dialogs>().AskAsync(new Question("Sure?", "It is final.", "Do it", "Keep it", Destroys: true)));
        host.WaitForAssertion(() => Assert.Contains("Sure?", host.Markup));

        // Radzen's own way comes half a second late, even into the dialog below when this one is closed by then.
        Assert.False(opened?.AutoFocusFirstElement);
        JSInterop.VerifyFocusAsyncInvoke();
        host.FindAll("button").Single(button => button.TextContent == "Keep it").Click();
        Assert.False(await asking);
    }
}
