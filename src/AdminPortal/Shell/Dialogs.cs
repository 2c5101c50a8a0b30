using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace AdminPortal.Shell;

/// <summary>What a question before something final says: what will happen and to whom.</summary>
/// <param name="Title">The question itself.</param>
/// <param name="Text">What follows from a yes.</param>
/// <param name="Yes">The button that does it, named after what it does.</param>
/// <param name="No">The button that leaves everything as it is.</param>
/// <param name="Destroys">Whether a yes can't be undone: the button is red.</param>
public sealed record Question(string Title, string Text, string Yes, string No = "Cancel", bool Destroys = false);

/// <summary>Opens dialogs. The only place that knows which library draws them.</summary>
public sealed class Dialogs(DialogService service, IJSRuntime browser)
{
    /// <summary>Asks; true only when the person chose to go on. Closing and Escape mean no.</summary>
    public async Task<bool> AskAsync(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        await FocusAsync("remember");
        var answer = await service.OpenAsync(
            question.Title,
            _ => builder =>
            {
                builder.OpenComponent<ConfirmDialog>(0);
                builder.AddComponentParameter(1, nameof(ConfirmDialog.Question), question);
                builder.CloseComponent();
            },
            Options(question.Title, "dialog narrow", "min(27rem, 100%)"));
        await FocusAsync("giveBack");
        return answer is true;
    }

    /// <summary>Opens a dialog around <typeparamref name="TBody"/>; the task ends when it closes.</summary>
    public async Task OpenAsync<TBody>(string title, IReadOnlyDictionary<string, object?>? parameters = null)
        where TBody : IComponent =>
        await service.OpenAsync(
            title,
            _ => builder =>
            {
                builder.OpenComponent<TBody>(0);
                builder.AddMultipleAttributes(1, (parameters ?? new Dictionary<string, object?>()).ToDictionary(it => it.Key, it => it.Value!));
                builder.CloseComponent();
            },
            Options(title, "dialog", "min(36rem, 100%)"));

    /// <summary>Closes the topmost dialog with an answer.</summary>
    public void Close(object? answer = null) => service.Close(answer);

    // Radzen gives the focus back when the last dialog closes, but not to a dialog from which another one was opened.
    private async Task FocusAsync(string what)
    {
        try
        {
            await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "/js/dialogs.js");
            await module.InvokeVoidAsync(what);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; nobody is left to give the focus to.
        }
    }

    // Every body puts the focus where it belongs itself. Radzen would take it to the first button half a second after opening: away
    // from whoever types by then, and into the dialog below when this one is closed again.
    private static DialogOptions Options(string title, string cssClass, string width) => new()
    {
        ShowTitle = false,
        ShowClose = false,
        AriaLabel = title,
        CssClass = cssClass,
        WrapperCssClass = "scrim",
        CloseDialogOnEsc = true,
        AutoFocusFirstElement = false,
        Width = width,
    };
}
