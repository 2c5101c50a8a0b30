using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>One invitation on a page of its own. That there is none is decided here, in the static part, so that the answer is a real 404.</summary>
public sealed partial class InviteDetailsPage
{
    private string? _email;
    private bool _notAllowed;

    [Inject]
    public required InviteDetails Details { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The invitation's public id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Where the details of an invitation are.</summary>
    public static string Address(Guid id) => $"{InviteListAddress.Path}/{id}";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        switch (await Details.HandleAsync(Id))
        {
            case InviteDetailsOutcome.Found found:
                _email = found.Facts.Row.Email;
                break;
            case InviteDetailsOutcome.NotAllowed:
                _notAllowed = true;
                break;
            default:
                Navigation.NotFound();
                break;
        }
    }
}
