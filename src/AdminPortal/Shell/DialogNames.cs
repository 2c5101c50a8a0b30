using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell;

/// <summary>Gives an open dialog its name, description and role from what stands in it.</summary>
public static class DialogNames
{
    /// <summary>Call after the first render with any element of the dialog's body.</summary>
    public static async Task DescribeAsync(IJSRuntime browser, ElementReference anyElement, bool isQuestion = false)
    {
        try
        {
            await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "/js/dialogs.js");
            await module.InvokeVoidAsync("describe", anyElement, isQuestion);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its dialog with it.
        }
    }
}
