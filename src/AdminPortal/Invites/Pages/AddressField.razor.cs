using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Invites;

/// <summary>The field for addresses: each becomes a chip with its mark; what is typed is never lost.</summary>
public sealed partial class AddressField : IAsyncDisposable
{
    private ElementReference _input;
    private bool _attached;
    private IJSObjectReference? _module;
    private DotNetObjectReference<AddressField>? _self;

    [Inject]
    public required IJSRuntime Browser { get; init; }

    /// <summary>The addresses entered.</summary>
    [Parameter, EditorRequired]
    public required EnteredAddresses Addresses { get; set; }

    /// <summary>How many there may be at once.</summary>
    [Parameter, EditorRequired]
    public required int Limit { get; set; }

    /// <summary>What becomes of this many others while one is marked: "the other 2 are asked for either way".</summary>
    [Parameter, EditorRequired]
    public required Func<int, string> OfTheOthers { get; set; }

    /// <summary>What stands in the field when it opens.</summary>
    [Parameter]
    public string StartWith { get; set; } = "";

    /// <summary>What else is wrong with the addresses as a whole.</summary>
    [Parameter]
    public IReadOnlyList<string> Problems { get; set; } = [];

    /// <summary>Something was entered, typed or removed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>What stands in the field and is no chip yet.</summary>
    public string InField { get; private set; } = "";

    private IReadOnlyList<EnteredAddress> Entries => Addresses.Entries;

    private string Counter => (Addresses.Ready, Addresses.NeedALook) switch
    {
        (0, 0) => "",
        (var ready, 0) => $"{ready} ready",
        (var ready, var marked) => $"{ready} ready · {marked} {(marked is 1 ? "needs" : "need")} a look",
    };

    private IEnumerable<string> Told
    {
        get
        {
            var others = Addresses.Ready is 0 ? "Fix or remove it." : $"Fix or remove it; {OfTheOthers(Addresses.Ready)}.";
            foreach (var entry in Entries.Where(entry => entry.Problem is not null).Take(3))
            {
                yield return $"{entry.Problem} {others}";
            }

            foreach (var notice in Entries.Select(entry => entry.Notice).OfType<string>().Distinct(StringComparer.Ordinal).Take(2))
            {
                yield return notice;
            }

            if (Entries.Count >= Limit && InField.Length > 0)
            {
                yield return $"{Limit} at a time. The rest is still in the field; it is its turn after these.";
            }

            foreach (var problem in Problems)
            {
                yield return problem;
            }
        }
    }

    /// <summary>Takes over what was typed or pasted, called by js/emails.js; gives back what found no room.</summary>
    [JSInvokable]
    public async Task<string> Take(string text)
    {
        InField = Addresses.Take(text);
        await OnChanged.InvokeAsync();
        StateHasChanged();
        return InField;
    }

    /// <summary>Hears what stands in the field while somebody types.</summary>
    [JSInvokable]
    public async Task Draft(string text)
    {
        InField = text;
        await OnChanged.InvokeAsync();
        StateHasChanged();
    }

    /// <summary>Backspace in the empty field removes the last address.</summary>
    [JSInvokable]
    public Task RemoveLast() => Entries.Count > 0 ? RemoveAsync(Entries.Count - 1) : Task.CompletedTask;

    /// <summary>Takes the field's text as entered: a button was pressed without leaving it.</summary>
    public async Task TakeFieldAsync()
    {
        if (InField.Length == 0)
        {
            return;
        }

        InField = Addresses.Take(InField);
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("fill", _input, InField);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => InField = StartWith;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attached)
        {
            return;
        }

        _attached = true;
        try
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "/js/emails.js");
            _self = DotNetObjectReference.Create(this);
            await _module.InvokeVoidAsync("attach", _input, _self, StartWith);
        }
        catch (JSDisconnectedException)
        {
            // The page was left while it opened.
        }
    }

    private Task RemoveAsync(int index)
    {
        Addresses.RemoveAt(index);
        return OnChanged.InvokeAsync();
    }
}
